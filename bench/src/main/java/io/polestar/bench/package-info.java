/**
 * Measurements: micro-benchmarks, concurrency stress tests and the open-loop load rig.
 */
@NullMarked
package io.polestar.bench;

import org.jspecify.annotations.NullMarked;
