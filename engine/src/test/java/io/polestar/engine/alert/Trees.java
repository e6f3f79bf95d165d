package io.polestar.engine.alert;

import io.polestar.engine.tree.Component;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.HistoryTiers;
import io.polestar.engine.tree.Maintenance;
import io.polestar.engine.tree.Rule;
import java.time.ZoneId;
import java.util.List;

/** Definitions of nothing but what alerts look at. */
final class Trees {
    private Trees() {}

    static Definition of(Rule... rules) {
        return of(List.of(rules), List.of(), List.of());
    }

    static Definition of(List<Rule> rules, List<Component> components, List<Maintenance> maintenance) {
        return new Definition(
                "Shop",
                ZoneId.of("UTC"),
                60_000,
                Definition.DEFAULT_SUBJECT_BUDGET,
                "orders",
                List.of(),
                List.of(),
                components,
                List.of(),
                List.of(),
                rules,
                maintenance,
                List.of(),
                List.of(),
                List.of(),
                HistoryTiers.DEFAULT,
                "",
                "");
    }
}
