/** How cost and memory grow with the number of metrics, segments, users and subscriptions. */
@NullMarked
package io.polestar.bench.scale;

import org.jspecify.annotations.NullMarked;
