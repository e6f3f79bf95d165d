/**
 * The past of every series, in steps of a second, a minute, an hour and a day: deltas that add up and values that hold until the
 * next one, kept in checksummed files whose cut is the engine's snapshot.
 */
@NullMarked
package io.polestar.engine.history;

import org.jspecify.annotations.NullMarked;
