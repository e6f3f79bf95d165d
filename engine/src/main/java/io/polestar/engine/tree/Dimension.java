package io.polestar.engine.tree;

import java.util.Map;

/**
 * A way to split metrics into segments.
 *
 * <p>Segments are texts. A number becomes its shortest decimal text. An event without the property counts in the parent and in the
 * segment {@link #NONE}. The first {@code bound} distinct segments are admitted as they come; all later ones fold into
 * {@link #OTHER}.
 *
 * @param id how metrics and rules name it
 * @param labels its name by language tag
 * @param origin where an event's segment comes from
 * @param bound most segments admitted, 1 to {@link #MAX_BOUND}
 */
public record Dimension(String id, Map<String, String> labels, Origin origin, int bound) {
    /** The most segments a dimension may admit. */
    public static final int MAX_BOUND = 100_000;
    /** The segment of events that lack the dimension's property. */
    public static final String NONE = "(none)";
    /** The segment that takes what the bound does not admit. */
    public static final String OTHER = "other";

    public Dimension {
        Ids.require(id);
        labels = Labels.copyInOrder(labels);
        if (bound < 1 || bound > MAX_BOUND) {
            throw new IllegalArgumentException("bound must be 1 to " + MAX_BOUND + ", bound=" + bound);
        }
    }

    /** Where an event's segment comes from. */
    public sealed interface Origin permits Property, TimePart, Pair {}

    /**
     * The value of an event's property.
     *
     * @param name the property's flattened name, as in {@code address.country}, or {@code source} or {@code subject}
     */
    public record Property(String name) implements Origin {}

    /** A part of the event's time in the tree's zone. */
    public enum TimePart implements Origin {
        /** Segments "00" to "23". */
        HOUR_OF_DAY("hour"),
        /** Segments "1" (Monday) to "7" (Sunday). */
        DAY_OF_WEEK("weekday");

        private final String word;

        TimePart(String word) {
            this.word = word;
        }

        /** Its name in files and requests. */
        public String word() {
            return word;
        }

        /** Whether this part can give that segment. */
        public boolean gives(String segment) {
            if (this == DAY_OF_WEEK) {
                return segment.length() == 1 && segment.charAt(0) >= '1' && segment.charAt(0) <= '7';
            }
            return segment.length() == 2
                    && Character.digit(segment.charAt(0), 10) >= 0
                    && Character.digit(segment.charAt(1), 10) >= 0
                    && segment.compareTo("24") < 0;
        }
    }

    /**
     * Two other dimensions together: a segment is a segment of the one and one of the other.
     *
     * @param first id of a dimension that is no pair
     * @param second id of another one
     */
    public record Pair(String first, String second) implements Origin {
        /** Stands between the two segments in the text of theirs. */
        public static final char SEPARATOR = '\u001f';

        /** The text of a segment of a pair. */
        public static String segment(String ofFirst, String ofSecond) {
            return ofFirst + SEPARATOR + ofSecond;
        }
    }
}
