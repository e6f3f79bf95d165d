/**
 * Learned bands: streaming detectors that say how surprising a series' newest value is, what was expected, and what is to come. Pure state
 * machines over time and value: no clock, no randomness, nothing of the engine but its hash.
 */
@NullMarked
package io.polestar.engine.anomaly;

import org.jspecify.annotations.NullMarked;
