package io.polestar.engine.window;

import java.util.List;

/** Every way that leads from a first step through the others, tried one after the other. */
final class NaiveConversions implements NaiveSubjects {
    private final long withinMillis;

    NaiveConversions(long withinMillis) {
        this.withinMillis = withinMillis;
    }

    @Override
    public long ofSubject(List<StoreTrial.Counted> events, int column, long from, long to) {
        return events.stream()
                .filter(event -> event.value() == 0 && event.timeMillis() >= from && event.timeMillis() < to)
                .filter(attempt -> leadsTo(column, attempt, attempt.timeMillis() + withinMillis, events))
                .count();
    }

    private static boolean leadsTo(int step, StoreTrial.Counted at, long until, List<StoreTrial.Counted> events) {
        return at.value() == step
                || events.stream()
                        .filter(next -> next.value() == at.value() + 1)
                        .filter(next -> next.timeMillis() > at.timeMillis() && next.timeMillis() <= until)
                        .anyMatch(next -> leadsTo(step, next, until, events));
    }
}
