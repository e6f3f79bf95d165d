package io.polestar.engine.alert;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.tree.Trigger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sees whether other rules are firing. One thread. */
final class Combinations {
    private final List<Rule> rules;
    private final Map<String, Integer> ordinals = new HashMap<>();

    Combinations(List<Rule> rules) {
        this.rules = rules;
        for (int rule = 0; rule < rules.size(); rule++) {
            ordinals.put(rules.get(rule).id(), rule);
        }
    }

    void look(Trigger.Combination combination, @Nullable Segment segment, AlertTable table, Sight sight) {
        int firing = 0;
        for (String name : combination.rules()) {
            Integer rule = ordinals.get(name);
            firing += rule != null && firing(rule, segment, table) ? 1 : 0;
        }
        boolean holds = switch (combination.mode()) {
            case ALL -> firing == combination.rules().size();
            case ANY -> firing > 0;
            case NONE -> firing == 0;
        };
        sight.see(holds ? 1 : 0, combination.level());
    }

    private boolean firing(int rule, @Nullable Segment segment, AlertTable table) {
        String each = rules.get(rule).watched().each();
        @Nullable Segment wanted = segment != null && segment.dimension().equals(each) ? segment : null;
        for (Alert alert : table.open(rule)) {
            if (wanted == null || wanted.equals(alert.segment)) {
                return true;
            }
        }
        return false;
    }

    /** Up to which place the rules that a combination names have been seen. */
    int places(Rule combination, AlertTable table) {
        int most = 1;
        if (combination.trigger() instanceof Trigger.Combination combined) {
            for (String name : combined.rules()) {
                Integer rule = ordinals.get(name);
                most = rule == null ? most : Math.max(most, table.row(rule).length);
            }
        }
        return most;
    }
}
