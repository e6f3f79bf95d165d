/** What metrics mean, computed from every event anew: the windows are held against it. Nothing of the engine's own counting is used. */
@NullMarked
package io.polestar.engine.window.model;

import org.jspecify.annotations.NullMarked;
