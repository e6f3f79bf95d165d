package io.polestar.engine;

import io.polestar.engine.alert.AlertBook;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.LiveCells;
import io.polestar.engine.window.Windows;

/**
 * A definition in force and everything that is counted, watched and shown for it.
 *
 * @param definition the tree's definition
 * @param windows its windows; the counting thread's
 * @param catalog finds metrics and segments by name; any thread's
 * @param alerts its rules' states; the counting thread's
 * @param watch gives every rule its value; the counting thread's
 * @param board what was published of the windows; any thread's
 */
record Tree(Definition definition, Windows windows, Catalog catalog, AlertBook alerts, RuleWatch watch, Board board) {

    static Tree of(Definition definition, Windows windows) {
        Catalog catalog = new Catalog(definition, windows);
        return new Tree(
                definition,
                windows,
                catalog,
                new AlertBook(definition.rules()),
                new RuleWatch(catalog, new LiveCells(windows)),
                new Board(windows));
    }
}
