/** Counters and latencies as Prometheus text. */
@NullMarked
package io.polestar.api.prometheus;

import org.jspecify.annotations.NullMarked;
