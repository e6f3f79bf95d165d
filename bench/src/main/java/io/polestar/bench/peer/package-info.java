/**
 * The same stream counted by others: what each does for an event, and how many it counts in a second of processor time. Peers that need
 * libraries are in {@code bench/peers}, which only the Maven profile {@code peers} builds.
 */
@NullMarked
package io.polestar.bench.peer;

import org.jspecify.annotations.NullMarked;
