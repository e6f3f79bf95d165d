package io.polestar.engine.explain;

import java.util.Map;

/**
 * What can be asked of a running engine about its tree. Safe from any thread; values now are all of one sequence.
 *
 * <p>Every method throws {@link IllegalArgumentException} with the rule and the value when it is asked for a metric, window or dimension the
 * definition does not have, or for a comparison the window does not allow.
 */
public interface Explanations {
    /** Why a metric changed. */
    Explanation explain(Question question);

    /**
     * The tree that would follow if some metrics had other values.
     *
     * @param window the name of a window
     * @param values finite, by the id of a metric that has the window
     */
    Prediction whatIf(String window, Map<String, Double> values);
}
