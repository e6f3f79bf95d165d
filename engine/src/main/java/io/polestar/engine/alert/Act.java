package io.polestar.engine.alert;

import io.polestar.engine.tree.Matchers;
import org.jspecify.annotations.Nullable;

/** What an operator does about alerts. A record of the journal, so that a replay does it again at the same place. */
public sealed interface Act {
    /** The longest comment or annotation, characters. */
    int MAX_TEXT = 2_000;

    /** The longest name of a person, rule, episode or silence, characters. */
    int MAX_NAME = 256;

    /** Takes an alert on. Doing it again replaces owner and comment. */
    record Acknowledge(String episode, String owner, String comment) implements Act {
        public Acknowledge {
            requireName("episode", episode);
            requireName("owner", owner);
            requireText("comment", comment);
        }
    }

    /** Gives an alert back. */
    record Unacknowledge(String episode) implements Act {
        public Unacknowledge {
            requireName("episode", episode);
        }
    }

    /** Has some alerts not told for a while. */
    record Hush(Matchers match, long startMillis, long endMillis, String creator, String comment) implements Act {
        public Hush {
            requireName("creator", creator);
            requireText("comment", comment);
            if (endMillis <= startMillis) {
                throw new IllegalArgumentException(
                        "a silence ends after it begins, startMillis=" + startMillis + " endMillis=" + endMillis);
            }
        }
    }

    /** Ends a silence now. */
    record EndSilence(String id) implements Act {
        public EndSilence {
            requireName("id", id);
        }
    }

    /**
     * Allows a rule that fires once to fire again.
     *
     * @param segment in one segment only, null for all
     */
    record Rearm(String rule, @Nullable String segment) implements Act {
        public Rearm {
            requireName("rule", rule);
        }
    }

    /** Notes what happened at a moment. */
    record Annotate(long timeMillis, @Nullable String metric, String text, String author) implements Act {
        public Annotate {
            requireName("author", author);
            requireText("text", text);
            if (text.isBlank()) {
                throw new IllegalArgumentException("text has 1 to " + MAX_TEXT + " characters");
            }
        }
    }

    /**
     * What came of an act.
     *
     * @param done whether it had something to act on
     * @param id of the silence or annotation made, or what was acted on
     * @param rule why not; empty when done
     */
    record Outcome(boolean done, String id, String rule) {
        static Outcome done(String id) {
            return new Outcome(true, id, "");
        }

        static Outcome not(String id, String rule) {
            return new Outcome(false, id, rule);
        }
    }

    private static void requireName(String what, String value) {
        if (value.isBlank() || value.length() > MAX_NAME) {
            throw new IllegalArgumentException(what + " has 1 to " + MAX_NAME + " characters");
        }
    }

    private static void requireText(String what, String value) {
        if (value.length() > MAX_TEXT) {
            throw new IllegalArgumentException(what + " has at most " + MAX_TEXT + " characters");
        }
    }
}
