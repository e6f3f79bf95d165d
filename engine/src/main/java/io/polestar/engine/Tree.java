package io.polestar.engine;

import io.polestar.engine.alert.AlertBook;
import io.polestar.engine.gauge.RuleGauges;
import io.polestar.engine.gauge.SeasonalDetectors;
import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Windows;

/**
 * A definition in force and everything that is counted, watched and shown for it.
 *
 * @param definition the tree's definition
 * @param windows its windows; the counting thread's
 * @param catalog finds metrics and segments by name; any thread's
 * @param alerts its rules' states; the counting thread's
 * @param gauges give every rule what it sees; the counting thread's
 * @param board what was published of the windows; any thread's
 */
record Tree(Definition definition, Windows windows, Catalog catalog, AlertBook alerts, RuleGauges gauges, Board board) {

    static Tree of(Definition definition, Windows windows, HistoryKeeper history) {
        Catalog catalog = new Catalog(definition, windows);
        return new Tree(
                definition,
                windows,
                catalog,
                new AlertBook(definition),
                new RuleGauges(
                        Catalog.remembering(definition, windows),
                        windows,
                        history,
                        new SeasonalDetectors(definition.zone())),
                new Board(windows));
    }
}
