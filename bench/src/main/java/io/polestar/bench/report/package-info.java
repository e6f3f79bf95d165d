/** Everything measured in one run, as one page. */
@NullMarked
package io.polestar.bench.report;

import org.jspecify.annotations.NullMarked;
