/** Deciding which events are taken: duplicates, clocks and bounds, in journal order. */
@NullMarked
package io.polestar.engine.intake;

import org.jspecify.annotations.NullMarked;
