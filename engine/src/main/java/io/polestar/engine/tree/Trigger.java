package io.polestar.engine.tree;

import io.polestar.engine.tree.Level.Side;
import java.util.List;

/** What makes a rule fire. Each kind compares one number with a {@link #level}; the record says which number. */
public sealed interface Trigger {
    /** Its key in the definition language. */
    String word();

    /** What the number is compared with. */
    Level level();

    /** All of it in words, as the definition language has it. */
    default String text() {
        String keys = TriggerKeys.of(this).toString();
        return keys.substring(1, keys.length() - 1).replace("=", ": ");
    }

    /** The value itself, in the metric's unit. */
    record Threshold(Level level) implements Trigger {
        @Override
        public String word() {
            return level.side().word();
        }
    }

    /**
     * How far the value is from an earlier one.
     *
     * @param percent whether as a share of the earlier one's size (0.3 is 30 % more), else in the metric's unit
     */
    record Change(Comparison against, boolean percent, Level level) implements Trigger {
        @Override
        public String word() {
            return "change";
        }
    }

    /** By how many points of a hundred the segment's share of the whole is greater than it was. */
    record Share(Comparison against, Level level) implements Trigger {
        @Override
        public String word() {
            return "share";
        }
    }

    /**
     * What has been reached as a share of what should have been by now; no data while that is nothing.
     *
     * @param value what the whole calendar period is to bring, more than 0, in the metric's unit
     */
    record Target(double value, Pace pace, Level level) implements Trigger {
        /** How a period's target is spread over it. */
        public enum Pace {
            /** Evenly over its time. */
            LINEAR("linear"),
            /** As the period before was. */
            PREVIOUS("previous");

            private final String word;

            Pace(String word) {
                this.word = word;
            }

            /** Its name in the definition language. */
            public String word() {
                return word;
            }
        }

        @Override
        public String word() {
            return "target";
        }
    }

    /**
     * Whether the value lies outside the band that its past has taught, 1 or 0.
     *
     * @param side which way out of the band counts
     * @param falseAlarmsPerMonth how many alarms in 30 days are accepted of a series without anomalies, more than 0
     */
    record Anomaly(Side side, double falseAlarmsPerMonth) implements Trigger {
        @Override
        public String word() {
            return "anomaly";
        }

        @Override
        public Level level() {
            return TRUTH;
        }
    }

    /** For how many milliseconds no event has come that the metric counts. Silent sources do not excuse it. */
    record Missing(long forMillis) implements Trigger {
        @Override
        public String word() {
            return "missing";
        }

        @Override
        public Level level() {
            return new Level(Side.ABOVE, forMillis, forMillis);
        }
    }

    /** For how many milliseconds the value has been the same. */
    record Unchanged(long forMillis) implements Trigger {
        @Override
        public String word() {
            return "unchanged";
        }

        @Override
        public Level level() {
            return new Level(Side.ABOVE, forMillis, forMillis);
        }
    }

    /**
     * What the component formula leaves of the metric.
     *
     * @param percent whether as a share of the metric's size, else in its unit
     */
    record Residual(boolean percent, Level level) implements Trigger {
        @Override
        public String word() {
            return "residual";
        }
    }

    /**
     * How many first events wait for their second longer than they should.
     *
     * @param of the property that both have in common
     * @param first what opens the wait; another one of the same value while it waits changes nothing
     * @param then what ends it
     * @param withinMillis how long it may last
     */
    record Absence(String of, EventFilter first, EventFilter then, long withinMillis, Level level) implements Trigger {
        @Override
        public String word() {
            return "absence";
        }
    }

    /**
     * How far a guardrail has moved, as a share of its earlier size, while one of the metrics it guards has risen; 0 while none has.
     *
     * @param rise by which share of its earlier size a guarded metric must have risen, 0 or more
     */
    record Guard(Comparison against, double rise, Level level) implements Trigger {
        @Override
        public String word() {
            return "guardrail";
        }
    }

    /**
     * How far the metric's guardrails have moved, as shares of their earlier sizes, while the metric itself has risen: the one that went
     * furthest towards the level counts; 0 while the metric has not risen.
     *
     * @param rise by which share of its earlier size the metric must have risen, 0 or more
     */
    record Hollow(Comparison against, double rise, Level level) implements Trigger {
        @Override
        public String word() {
            return "hollow";
        }
    }

    /**
     * Whether other rules are firing, 1 or 0. One split by the same dimension counts by the segment, others as long as one of their alerts is
     * firing.
     *
     * @param rules their ids, at least one
     */
    record Combination(Mode mode, List<String> rules) implements Trigger {
        /** How many of them must be firing. */
        public enum Mode {
            ALL("all"),
            ANY("any"),
            NONE("not");

            private final String word;

            Mode(String word) {
                this.word = word;
            }

            /** Its key in the definition language. */
            public String word() {
                return word;
            }
        }

        public Combination {
            rules = List.copyOf(rules);
        }

        @Override
        public String word() {
            return mode.word();
        }

        @Override
        public Level level() {
            return TRUTH;
        }
    }

    /** Between 0, which is no cause for alarm, and 1. */
    Level TRUTH = new Level(Side.ABOVE, 0.5, 0.5);
}
