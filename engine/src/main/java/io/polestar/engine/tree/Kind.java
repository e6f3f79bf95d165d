package io.polestar.engine.tree;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a metric's value comes about: from events, or from other metrics (ratio, derived). No data is NaN. */
public sealed interface Kind {
    /** The word the definition file uses for this kind. */
    String word();

    /** Ids of the metrics this kind computes from, each once; empty for the kinds that read events. */
    default List<String> inputs() {
        return List.of();
    }

    /**
     * The number of events.
     *
     * @param events which events count
     */
    record Count(EventFilter events) implements Kind {
        @Override
        public String word() {
            return "count";
        }
    }

    /**
     * The sum of a value over events.
     *
     * @param events which events count
     * @param value formula over the event's properties; an event for which it is NaN does not count
     */
    record Sum(EventFilter events, Formula value) implements Kind {
        @Override
        public String word() {
            return "sum";
        }
    }

    /**
     * The mean of a value over events.
     *
     * @param events which events count
     * @param value formula over the event's properties; an event for which it is NaN does not count
     */
    record Average(EventFilter events, Formula value) implements Kind {
        @Override
        public String word() {
            return "average";
        }
    }

    /**
     * The number of distinct values of a property.
     *
     * @param events which events count
     * @param of the property's flattened name, or {@code subject} or {@code source}
     */
    record Distinct(EventFilter events, String of) implements Kind {
        @Override
        public String word() {
            return "distinct";
        }
    }

    /**
     * The least value.
     *
     * @param events which events count
     * @param value formula over the event's properties; an event for which it is NaN does not count
     */
    record Min(EventFilter events, Formula value) implements Kind {
        @Override
        public String word() {
            return "min";
        }
    }

    /**
     * The greatest value.
     *
     * @param events which events count
     * @param value formula over the event's properties; an event for which it is NaN does not count
     */
    record Max(EventFilter events, Formula value) implements Kind {
        @Override
        public String word() {
            return "max";
        }
    }

    /**
     * The value of the newest event; of two at one millisecond, that of the one journalled later.
     *
     * @param events which events count
     * @param value formula over the event's properties; an event for which it is NaN does not count
     */
    record Last(EventFilter events, Formula value) implements Kind {
        @Override
        public String word() {
            return "last";
        }
    }

    /**
     * A level: what has risen less what has fallen since the first event. Its windows differ in what they are compared with only.
     *
     * @param rises what adds to it
     * @param falls what takes from it; null if nothing does, or if the values of {@code rises} are signed
     */
    record Gauge(Flow rises, @Nullable Flow falls) implements Kind {
        @Override
        public String word() {
            return "gauge";
        }
    }

    /**
     * What events add to a running total.
     *
     * @param events which events count
     * @param value formula over the event's properties, an event for which it is NaN does not count; null for one an event
     */
    record Flow(EventFilter events, @Nullable Formula value) {}

    /**
     * The total since the first event. Its windows differ in what they are compared with only.
     *
     * @param flow what adds to it
     */
    record Cumulative(Flow flow) implements Kind {
        @Override
        public String word() {
            return "cumulative";
        }
    }

    /**
     * The least value that a share of the values does not exceed, to two significant digits or better.
     *
     * @param events which events count
     * @param value formula over the event's properties; an event for which it is NaN does not count
     * @param quantile the share, more than 0 and at most 1
     * @param per the property whose events are summed up first, so that the quantile is one of sums; null for one of events. A sum belongs to
     *     the time of its earliest event
     */
    record Quantile(
            EventFilter events,
            Formula value,
            double quantile,
            @Nullable String per) implements Kind {
        @Override
        public String word() {
            return "quantile";
        }
    }

    /**
     * The share of the subjects that came several times.
     *
     * @param events which events count
     * @param of the property that holds the subject
     * @param times how often a subject must have come, 2 to {@link #MOST_TIMES}
     * @param distinct the property whose distinct values are counted; null for events
     */
    record Repeat(
            EventFilter events,
            String of,
            int times,
            @Nullable String distinct) implements Kind {
        /** The most times that may be asked for. */
        public static final int MOST_TIMES = 16;

        @Override
        public String word() {
            return "repeat";
        }
    }

    /**
     * The share of first steps after which the same subject went through the others, in their order and in time. Each event of the first
     * step is an attempt; it belongs to its own time and may still succeed until {@code withinMillis} later.
     *
     * @param of the property that holds the subject
     * @param steps the events of each step, 2 to {@link #MOST_STEPS}
     * @param withinMillis how long after the first step the last may come, inclusive
     * @param step which step's attempts are divided by those that reached the step before; 0 for the last by the first
     */
    record Conversion(String of, List<EventFilter> steps, long withinMillis, int step) implements Kind {
        /** The most steps. */
        public static final int MOST_STEPS = 8;

        public Conversion {
            steps = List.copyOf(steps);
        }

        @Override
        public String word() {
            return "conversion";
        }
    }

    /**
     * The share of the subjects of a cohort that were back some periods later. A subject belongs to the period of its first event; a
     * window holds the cohorts that begin in it and whose period of return is over.
     *
     * @param of the property that holds the subject
     * @param first events that make a subject one of a cohort
     * @param back events that count as a return
     * @param cohort a day, a week or a month of the tree's zone
     * @param after how many periods later, 1 to {@link #MOST_AFTER}
     */
    record Retention(String of, EventFilter first, EventFilter back, CalendarPeriod cohort, int after) implements Kind {
        /** The most periods that may lie between. */
        public static final int MOST_AFTER = 62;

        @Override
        public String word() {
            return "retention";
        }
    }

    /**
     * The time that subjects spent, or their sessions. Events of one subject that lie no further apart than the gap are one session; the time between
     * two of them belongs to the later one's time, a session to its first event's.
     *
     * @param events which events count
     * @param of the property that holds the subject
     * @param gapMillis the longest pause within a session
     * @param measure what is counted
     */
    record Session(EventFilter events, String of, long gapMillis, Measure measure) implements Kind {
        /** What is counted of sessions. */
        public enum Measure {
            /** Their number. */
            COUNT("count"),
            /** The time within them, hours. */
            HOURS("hours"),
            /** The time within them, minutes, over their number. */
            AVERAGE_MINUTES("averageMinutes");

            private final String word;

            Measure(String word) {
                this.word = word;
            }

            /** Its name in files and requests. */
            public String word() {
                return word;
            }
        }

        @Override
        public String word() {
            return "session";
        }
    }

    /**
     * One metric divided by another; NaN when the denominator is zero.
     *
     * @param numerator id of the metric above the line
     * @param denominator id of the metric below the line
     */
    record Ratio(String numerator, String denominator) implements Kind {
        @Override
        public String word() {
            return "ratio";
        }

        @Override
        public List<String> inputs() {
            return numerator.equals(denominator) ? List.of(numerator) : List.of(numerator, denominator);
        }
    }

    /**
     * A formula over other metrics, and over what they were.
     *
     * @param formula its variables are ids of metrics or names of {@code earlier}
     * @param earlier values of earlier periods, by the name the formula uses
     */
    record Derived(Formula formula, Map<String, Earlier> earlier) implements Kind {
        public Derived {
            earlier = Map.copyOf(earlier);
        }

        @Override
        public String word() {
            return "derived";
        }

        @Override
        public List<String> inputs() {
            return formula.variables().stream().map(this::metricOf).distinct().toList();
        }

        /** Id of the metric that a name of the formula stands for. */
        public String metricOf(String name) {
            Earlier before = earlier.get(name);
            return before == null ? name : before.metric();
        }
    }

    /**
     * The value a metric had.
     *
     * @param metric its id
     * @param comparison which earlier window
     */
    record Earlier(String metric, Comparison comparison) {}
}
