/** Sliding and calendar windows: panes, counters, distinct subjects. One thread writes all of it. */
@NullMarked
package io.polestar.engine.window;

import org.jspecify.annotations.NullMarked;
