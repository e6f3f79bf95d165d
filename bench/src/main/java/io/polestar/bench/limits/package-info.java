/** What this machine can do at most, in the same run as the figures that stand against it. */
@NullMarked
package io.polestar.bench.limits;

import org.jspecify.annotations.NullMarked;
