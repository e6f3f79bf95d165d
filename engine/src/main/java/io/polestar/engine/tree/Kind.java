package io.polestar.engine.tree;

import java.util.List;

/**
 * How a metric's value comes about: from events (count, sum, average, distinct) or from other metrics (ratio, derived). No data is
 * NaN.
 */
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
     * A formula over other metrics.
     *
     * @param formula its variables are ids of metrics
     */
    record Derived(Formula formula) implements Kind {
        @Override
        public String word() {
            return "derived";
        }

        @Override
        public List<String> inputs() {
            return formula.variables();
        }
    }
}
