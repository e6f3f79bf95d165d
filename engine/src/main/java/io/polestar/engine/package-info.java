/**
 * The metric engine: event, journal, ring, windows, tree, alerts and views. It is handed the time and never asks for it.
 */
@NullMarked
package io.polestar.engine;

import org.jspecify.annotations.NullMarked;
