package io.polestar.engine.window;

import java.util.List;

/** All events of a subject in a row, each looked at with the one before it. */
final class NaiveSessions implements NaiveSubjects {
    private final long gapMillis;

    NaiveSessions(long gapMillis) {
        this.gapMillis = gapMillis;
    }

    @Override
    public long keptFromMillis(long clockMillis, long fromMillis) {
        return fromMillis - gapMillis;
    }

    @Override
    public long ofSubject(List<StoreTrial.Counted> events, int column, long from, long to) {
        List<Long> times =
                events.stream().map(StoreTrial.Counted::timeMillis).sorted().toList();
        long begun = 0;
        long millis = 0;
        for (int index = 0; index < times.size(); index++) {
            long time = times.get(index);
            boolean within = time >= from && time < to;
            boolean begins = index == 0 || time - times.get(index - 1) > gapMillis;
            begun += within && begins ? 1 : 0;
            millis += within && !begins ? time - times.get(index - 1) : 0;
        }
        return column == 0 ? begun : millis;
    }
}
