package io.polestar.engine.tree;

import java.util.List;
import java.util.Map;

/**
 * A node of the tree: a number that somebody owns.
 *
 * @param id how formulas, edges and rules name it
 * @param labels its name by language tag
 * @param description what it means, by language tag; may be empty
 * @param owner who answers for it
 * @param unit its unit, such as {@code GBP/order}; {@code 1} or {@code %} for a plain number
 * @param decimals digits after the point that the values of its events carry exactly, 0 to 9
 * @param kind how its value comes about
 * @param windows the windows it is kept for, at most {@link #MAX_WINDOWS}
 * @param by ids of the dimensions it is split by
 */
public record Metric(
        String id,
        Map<String, String> labels,
        Map<String, String> description,
        String owner,
        String unit,
        int decimals,
        Kind kind,
        List<Window> windows,
        List<String> by) {
    /** The most windows one metric may have. */
    public static final int MAX_WINDOWS = 16;
    /** The most digits after the point. */
    public static final int MAX_DECIMALS = 9;

    public Metric {
        Ids.require(id);
        labels = Labels.copyInOrder(labels);
        description = Labels.copyInOrder(description);
        windows = List.copyOf(windows);
        by = List.copyOf(by);
        if (decimals < 0 || decimals > MAX_DECIMALS) {
            throw new IllegalArgumentException("decimals must be 0 to " + MAX_DECIMALS + ", decimals=" + decimals);
        }
        if (windows.isEmpty() || windows.size() > MAX_WINDOWS) {
            throw new IllegalArgumentException(
                    "a metric has 1 to " + MAX_WINDOWS + " windows, metric=" + id + " windows=" + windows.size());
        }
    }

    /** All that decides its values and those of its segments, in words. */
    public String meaning() {
        return DefinitionKeys.meaning(this);
    }
}
