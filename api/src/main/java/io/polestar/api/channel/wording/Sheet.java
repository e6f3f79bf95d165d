package io.polestar.api.channel.wording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message in words, before it takes the form a channel asks for. Every text may hold what came in with events: it is to be escaped.
 *
 * @param title the message in one line
 * @param parts one for each alert told in full
 * @param closing what stands at the end; empty for nothing
 * @param grave whether something is wrong, rather than over or only tried out
 */
public record Sheet(String title, List<Part> parts, String closing, boolean grave) {
    public Sheet {
        parts = List.copyOf(parts);
    }

    /**
     * One alert.
     *
     * @param heading what it says
     * @param facts what is known, the most important first
     * @param link an address that says more; null for none
     * @param linkText what to show for the link
     */
    public record Part(
            String heading, List<Fact> facts, @Nullable String link, String linkText) {
        public Part {
            facts = List.copyOf(facts);
        }
    }

    /**
     * One thing known.
     *
     * @param name what it is; empty where the text says so itself
     * @param text it
     */
    public record Fact(String name, String text) {}
}
