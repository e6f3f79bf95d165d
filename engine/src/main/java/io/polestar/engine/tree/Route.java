package io.polestar.engine.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are told through which channels, and how.
 *
 * @param match which alerts; null for all
 * @param to ids of the channels, at least one
 * @param grouping which of them are told in one message
 * @param remindMillis how long after the latest message what still fires is told again, milliseconds; 0 for never
 * @param escalate who else is told when nobody acknowledges, in rising order of time
 * @param goesOn whether the routes after it are looked at, too
 */
public record Route(
        @Nullable Matchers match,
        List<String> to,
        Grouping grouping,
        long remindMillis,
        List<Escalation> escalate,
        boolean goesOn) {
    /** The most routes of a tree. */
    public static final int MOST = 256;

    /** The most channels of a route or an escalation, and the most names that alerts are grouped by. */
    public static final int MOST_NAMES = 8;

    /** The most escalations of a route. */
    public static final int MOST_ESCALATIONS = 8;

    public Route {
        to = List.copyOf(to);
        escalate = List.copyOf(escalate);
        if (to.isEmpty() || remindMillis < 0) {
            throw new IllegalArgumentException(
                    "a route has channels and no negative reminder, to=" + to + " remindMillis=" + remindMillis);
        }
    }

    /**
     * Which alerts are told in one message: those that are the same in all named things.
     *
     * @param by names as {@link Matchers} has them; none: all alerts of the route
     * @param waitMillis how long a first alert waits for others, milliseconds, 0 or more
     * @param intervalMillis how long after a message the next one of the same alerts comes at the earliest, milliseconds, 0 or more
     */
    public record Grouping(List<String> by, long waitMillis, long intervalMillis) {
        /** The alerts of a rule, at once, and not more often than once a minute. */
        public static final Grouping USUAL = new Grouping(List.of("rule"), 0, 60_000);

        public Grouping {
            by = List.copyOf(by);
        }

        /** The group of an alert: name and value of each thing it is grouped by. */
        public String key(Rule rule, @Nullable Segment segment) {
            List<String> parts = new ArrayList<>();
            for (String name : by) {
                String value = Matchers.actual(name, rule, segment);
                parts.add(name + "=" + (value == null ? "" : value));
            }
            return String.join(", ", parts);
        }
    }

    /**
     * Who else is told when nobody acknowledges.
     *
     * @param afterMillis how long after the alert was told, milliseconds, more than 0
     * @param to ids of the channels, at least one
     */
    public record Escalation(long afterMillis, List<String> to) {
        public Escalation {
            to = List.copyOf(to);
        }
    }

    /** Whether alerts of a rule about a segment, null for the whole, go this way. */
    public boolean matches(Rule rule, @Nullable Segment segment) {
        return match == null || match.match(rule, segment);
    }

    /** All alerts through all of these channels, which is what holds for a tree that has channels and no routes. */
    static Route everywhere(List<Channel> channels) {
        List<String> all = channels.stream().map(Channel::id).toList();
        return new Route(null, all, Grouping.USUAL, 0, List.of(), false);
    }
}
