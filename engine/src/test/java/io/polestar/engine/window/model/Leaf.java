package io.polestar.engine.window.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A metric that reads events.
 *
 * @param kind the word for its kind
 * @param text its kind with everything that belongs to it, in the language of definitions
 * @param gathers the same without what is only read differently: leaves that gather the same share their numbers
 * @param decimals digits after the point of its values
 * @param shortestSeconds of the windows it may have
 */
record Leaf(
        String kind,
        String text,
        String gathers,
        int decimals,
        long shortestSeconds,
        List<Way> ways,
        Reckoning reckoning) {
    /** What an event adds, by every way it comes in. */
    List<Taken> takes(RawEvent event) {
        List<Taken> taken = new ArrayList<>();
        for (int step = 0; step < ways.size(); step++) {
            Taken one = ways.get(step).take(event, step);
            if (one != null) {
                taken.add(one);
            }
        }
        return taken;
    }

    /** Whether what steps of time add to it makes up what a window holds. */
    boolean addsUp() {
        return reckoning instanceof Added;
    }
}
