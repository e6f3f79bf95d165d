package io.polestar.engine.dispatch;

import io.polestar.engine.tree.Segment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One episode of one alert, from its firing until everybody who was told of it has been told of its end. The counting thread's. */
final class Case {
    /** Number of the transition that began it, by which cases are ordered. */
    final long number;

    final @Nullable Segment segment;

    AlertNote note;
    boolean open = true;
    boolean retracted;
    /** Whether a silence, a maintenance window or another alert has it not told. */
    boolean muted;

    boolean acknowledged;

    /** One for each route that it goes. */
    final List<Strand> strands = new ArrayList<>();

    Case(long number, @Nullable Segment segment, AlertNote note) {
        this.number = number;
        this.segment = segment;
        this.note = note;
    }

    /** Whether somebody is to be woken for it again. */
    boolean isPressing() {
        return open && !muted && !acknowledged;
    }
}
