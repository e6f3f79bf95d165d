package io.polestar.engine.window;

import java.util.List;

/** Subjects that came, and those that came so many times or with so many distinct values. */
final class NaiveRepeats implements NaiveSubjects {
    private final int times;
    private final boolean distinct;

    NaiveRepeats(int times, boolean distinct) {
        this.times = times;
        this.distinct = distinct;
    }

    @Override
    public long ofSubject(List<StoreTrial.Counted> events, int column, long from, long to) {
        List<StoreTrial.Counted> within = events.stream()
                .filter(event -> event.timeMillis() >= from && event.timeMillis() < to)
                .toList();
        long came = distinct
                ? within.stream().map(StoreTrial.Counted::value).distinct().count()
                : within.size();
        return came >= (column == 0 ? 1 : times) ? 1 : 0;
    }
}
