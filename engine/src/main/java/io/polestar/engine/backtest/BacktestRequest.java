package io.polestar.engine.backtest;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Rule;

/**
 * What would have come of a rule.
 *
 * @param definition in force all along; its other rules are judged too, as they may inhibit the one asked about
 * @param rule id of one of its rules
 * @param fromMillis where the time asked about begins on the engine's clock, epoch milliseconds, inclusive; {@link #EVER} for the journal's
 *     beginning
 * @param toMillis where it ends, exclusive; {@link #NOW} for the newest record
 */
public record BacktestRequest(Definition definition, String rule, long fromMillis, long toMillis) {
    /** Before all records. */
    public static final long EVER = Long.MIN_VALUE;

    /** After all records. */
    public static final long NOW = Long.MAX_VALUE;

    public BacktestRequest {
        if (definition.rules().stream().map(Rule::id).noneMatch(rule::equals)) {
            throw new IllegalArgumentException("the definition has no such rule, rule=" + rule);
        }
        if (fromMillis >= toMillis) {
            throw new IllegalArgumentException(
                    "from must be before to, fromMillis=" + fromMillis + ", toMillis=" + toMillis);
        }
    }

    /** The rule's place among the rules. */
    public int ordinal() {
        return definition.rules().stream().map(Rule::id).toList().indexOf(rule);
    }
}
