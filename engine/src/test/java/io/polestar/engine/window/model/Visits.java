package io.polestar.engine.window.model;

import java.util.List;

/**
 * Sessions: each event is looked at with the one before it of the same subject.
 *
 * @param measure {@code count}, {@code hours} or {@code averageMinutes}
 */
record Visits(long gapMillis, String measure) implements Reckoning {
    @Override
    public double of(List<Taken> events, long from, long to) {
        long begun = 0;
        long millis = 0;
        for (List<Taken> ofSubject : Came.bySubject(events, Long.MIN_VALUE, to).values()) {
            long[] times =
                    ofSubject.stream().mapToLong(Taken::timeMillis).sorted().toArray();
            for (int index = 0; index < times.length; index++) {
                if (times[index] >= from) {
                    boolean begins = index == 0 || times[index] - times[index - 1] > gapMillis;
                    begun += begins ? 1 : 0;
                    millis += begins ? 0 : times[index] - times[index - 1];
                }
            }
        }
        return switch (measure) {
            case "count" -> begun;
            case "hours" -> millis / 3_600_000.0;
            default -> begun == 0 ? Double.NaN : millis / 60_000.0 / begun;
        };
    }
}
