package io.polestar.engine.inspect;

import io.polestar.engine.event.EventCursor;

/** Tells the events that a sender brought and that were taken from those that were left out or that a correction added. */
final class Taken {
    private Taken() {}

    static boolean is(EventCursor event) {
        return !event.dropped() && !event.retracts() && !event.replaces();
    }
}
