package io.polestar.engine.window;

import io.polestar.engine.tree.CalendarPeriod;
import io.polestar.engine.tree.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through all events of each subject and looks up the calendar for every one. */
final class NaiveRetention implements StoreTrial.Naive {
    private static final class Subject {
        private @Nullable LocalDate cohort;
        private long last = Long.MIN_VALUE;
        private final Set<LocalDate> back = new HashSet<>();
    }

    private final CalendarPeriod period;
    private final int after;
    private final ZoneId zone;
    private final long longestMillis;

    NaiveRetention(CalendarPeriod period, int after, ZoneId zone, List<String> windows) {
        this.period = period;
        this.after = after;
        this.zone = zone;
        this.longestMillis = windows.stream()
                .mapToLong(window -> Window.parse(window).lengthMillis())
                .max()
                .orElseThrow();
    }

    @Override
    public long keptFromMillis(long clockMillis, long fromMillis) {
        LocalDate oldest = periodOf(start(periodOf(clockMillis)) - longestMillis);
        return start(period.plus(oldest, -after));
    }

    @Override
    public long total(List<StoreTrial.Counted> events, long fromMillis, long toMillis, int column) {
        long total = 0;
        for (Subject subject : subjects(events)) {
            if (subject.cohort != null
                    && start(subject.cohort) >= fromMillis
                    && start(period.plus(subject.cohort, after + 1)) <= toMillis
                    && (column == 0 || subject.back.contains(period.plus(subject.cohort, after)))) {
                total++;
            }
        }
        return total;
    }

    /** The cohort that ripens the moment its window ends is not in it any more. */
    @Override
    public long closing(List<StoreTrial.Counted> events, long fromMillis, long endMillis, int column) {
        return total(events, fromMillis, endMillis - 1, column);
    }

    /** Subjects of a cohort, or those of them that were back some periods later. */
    long ofCohort(List<StoreTrial.Counted> events, LocalDate cohort, int later) {
        return subjects(events).stream()
                .filter(subject -> cohort.equals(subject.cohort))
                .filter(subject -> later < 0 || subject.back.contains(period.plus(cohort, later)))
                .count();
    }

    private List<Subject> subjects(List<StoreTrial.Counted> events) {
        Map<Long, Subject> subjects = new HashMap<>();
        Map<Long, Subject> all = new HashMap<>();
        for (StoreTrial.Counted event : events) {
            Subject subject = subjects.get(event.key());
            if (subject == null || subject.last < event.keptFromMillis()) {
                subject = new Subject();
                subjects.put(event.key(), subject);
                all.put((long) all.size(), subject);
            }
            subject.last = Math.max(subject.last, event.timeMillis());
            LocalDate in = periodOf(event.timeMillis());
            if ((event.value() & Feeding.FIRST) != 0 && (subject.cohort == null || in.isBefore(subject.cohort))) {
                subject.cohort = in;
            }
            if ((event.value() & Feeding.BACK) != 0) {
                subject.back.add(in);
            }
        }
        return List.copyOf(all.values());
    }

    private LocalDate periodOf(long timeMillis) {
        return period.firstDay(LocalDate.ofInstant(Instant.ofEpochMilli(timeMillis), zone));
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
