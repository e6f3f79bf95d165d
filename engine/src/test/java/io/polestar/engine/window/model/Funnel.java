package io.polestar.engine.window.model;

import java.util.List;

/**
 * First steps that led on to others; every way through them is tried.
 *
 * @param above the step whose attempts are divided, from 0
 * @param below the step by whose attempts they are divided
 */
record Funnel(long withinMillis, int above, int below) implements Reckoning {
    @Override
    public double of(List<Taken> events, long from, long to) {
        double reachedAbove = 0;
        double reachedBelow = 0;
        for (List<Taken> ofSubject : Came.bySubject(events, from, to).values()) {
            for (Taken attempt : ofSubject) {
                if (attempt.step() == 0) {
                    long until = attempt.timeMillis() + withinMillis;
                    reachedAbove += leads(attempt, above, until, ofSubject) ? 1 : 0;
                    reachedBelow += leads(attempt, below, until, ofSubject) ? 1 : 0;
                }
            }
        }
        return reachedBelow == 0 ? Double.NaN : reachedAbove / reachedBelow;
    }

    private static boolean leads(Taken at, int step, long until, List<Taken> events) {
        if (at.step() == step) {
            return true;
        }
        for (Taken next : events) {
            if (next.step() == at.step() + 1
                    && next.timeMillis() > at.timeMillis()
                    && next.timeMillis() <= until
                    && leads(next, step, until, events)) {
                return true;
            }
        }
        return false;
    }
}
