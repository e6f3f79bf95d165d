package io.polestar.engine.window;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Window;
import java.time.ZoneId;
import java.util.List;

/**
 * What a store is made for.
 *
 * @param windows its metric's
 * @param zone where days begin
 * @param history gives out series and takes what every closed step brought
 * @param subjectBudget how many subjects it may hold one by one
 */
record StoreSetting(List<Window> windows, ZoneId zone, HistoryFeed history, long subjectBudget) {
    StoreSetting(List<Window> windows, ZoneId zone, HistoryFeed history) {
        this(windows, zone, history, Definition.DEFAULT_SUBJECT_BUDGET);
    }
}
