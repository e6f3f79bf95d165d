/** Snapshots: the whole state at one sequence, so that a restart need not read the whole journal. */
@NullMarked
package io.polestar.engine.snapshot;

import org.jspecify.annotations.NullMarked;
