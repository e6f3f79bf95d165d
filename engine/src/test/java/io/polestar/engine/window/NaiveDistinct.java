package io.polestar.engine.window;

import java.util.List;

/** Subjects that came. */
final class NaiveDistinct implements NaiveSubjects {
    @Override
    public long ofSubject(List<StoreTrial.Counted> events, int column, long from, long to) {
        return events.stream().anyMatch(event -> event.timeMillis() >= from && event.timeMillis() < to) ? 1 : 0;
    }
}
