package io.polestar.engine.alert;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Places of rules to be looked at, in their order however they were marked. Allocates only while it grows. One thread. */
final class MarkSet implements RuleValues.Marks {
    private final BitSet rules = new BitSet();
    private final @Nullable BitSet[] places;

    MarkSet(int ruleCount) {
        places = new BitSet[ruleCount];
    }

    @Override
    public void mark(int rule, int place) {
        rules.set(rule);
        places(rule).set(place);
    }

    @Override
    public void markAll(int rule, int count) {
        if (count > 0) {
            rules.set(rule);
            places(rule).set(0, count);
        }
    }

    private BitSet places(int rule) {
        BitSet found = places[rule];
        if (found == null) {
            found = new BitSet();
            places[rule] = found;
        }
        return found;
    }

    /** The next marked rule from a number on, -1 for none. */
    int nextRule(int from) {
        return rules.nextSetBit(from);
    }

    /** The next marked place of a rule from a number on, -1 for none. */
    int nextPlace(int rule, int from) {
        BitSet found = places[rule];
        return found == null ? -1 : found.nextSetBit(from);
    }

    /** Forgets the places of a rule that has been looked at. */
    void clear(int rule) {
        rules.clear(rule);
        places(rule).clear();
    }
}
