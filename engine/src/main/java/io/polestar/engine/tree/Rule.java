package io.polestar.engine.tree;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert rule.
 *
 * @param id how its state is kept over restarts
 * @param labels what it says, by language tag
 * @param watched the values it looks at
 * @param trigger what makes it fire
 * @param timing when it fires and for how long
 * @param severity how grave it is
 * @param owner who is told
 * @param tags names and values by which routes and silences find it
 * @param inhibits ids of rules that are not told of while this one fires: for the same segment where both are about one
 * @param sources without data while one of these is stale; empty: while all that the tree declares are
 */
public record Rule(
        String id,
        Map<String, String> labels,
        Watched watched,
        Trigger trigger,
        Timing timing,
        Severity severity,
        String owner,
        Map<String, String> tags,
        List<String> inhibits,
        List<String> sources) {
    public Rule {
        Ids.require(id);
        labels = Labels.copyInOrder(labels);
        tags = Labels.copyInOrder(tags);
        inhibits = List.copyOf(inhibits);
        sources = List.copyOf(sources);
    }

    /** All that decides when it fires, in words: rules of one meaning may take over each other's state. */
    public String meaning() {
        return DefinitionKeys.meaning(this);
    }

    /** Id of the metric watched. */
    public String metric() {
        return watched.metric();
    }

    /** The metric's window watched. */
    public Window window() {
        return watched.window();
    }

    /** The one segment watched; null for the whole, and for each. */
    public @Nullable Segment segment() {
        return watched.segment();
    }

    /** How grave an alert is. */
    public enum Severity {
        INFO,
        WARNING,
        CRITICAL
    }
}
