package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import org.junit.jupiter.api.Test;

/** What a value costs to read: the numbers it follows from, however long its window is. */
class ReadCostTest {
    private static final String TREE = """
            polestar: 1
            name: Windows
            zone: UTC
            windows: [1m, 1h, 28d, today, year]
            northStar: revenue
            metrics:
              revenue: {labels: {en: Revenue}, owner: a@example.com, unit: GBP, kind: sum, event: sale, value: price}
              sales: {labels: {en: Sales}, owner: a@example.com, unit: sale, kind: count, event: sale}
              mean: {labels: {en: Mean}, owner: a@example.com, unit: GBP, kind: average, event: sale, value: price}
              best: {labels: {en: Best}, owner: a@example.com, unit: GBP, kind: max, event: sale, value: price}
              stock: {labels: {en: Stock}, owner: a@example.com, unit: piece, kind: gauge, event: sale, value: pieces}
              buyers: {labels: {en: Buyers}, owner: a@example.com, unit: buyer, kind: distinct, event: sale, of: subject}
              again: {labels: {en: Again}, owner: a@example.com, unit: '1', kind: repeat, event: sale, of: subject, times: 2}
              per_buyer: {labels: {en: Per buyer}, owner: a@example.com, unit: GBP/buyer, kind: ratio, numerator: revenue, denominator: buyers}
              double: {labels: {en: Double}, owner: a@example.com, unit: GBP, kind: derived, formula: 2 * revenue}
            influences:
              - {driver: sales, target: revenue, sign: positive}
              - {driver: mean, target: revenue, sign: positive}
              - {driver: best, target: revenue, sign: positive}
              - {driver: stock, target: revenue, sign: positive}
              - {driver: again, target: revenue, sign: positive}
              - {driver: per_buyer, target: revenue, sign: positive}
              - {driver: double, target: revenue, sign: positive}
            """;

    /** Counts the numbers that are read. */
    private static final class Counted implements Cells {
        private final Cells cells;
        private int reads;

        Counted(Cells cells) {
            this.cells = cells;
        }

        @Override
        public long read(Place place, int window, int column) {
            reads++;
            return cells.read(place, window, column);
        }
    }

    @Test
    void aMinuteAndFourWeeksTouchTheSameNumberOfCells() throws DefinitionException {
        Definition definition = DefinitionReader.read(TREE, "windows.yaml");
        Windows windows = new Windows(definition, false, new KeyedHash(1), row -> {}, clock -> {});
        Catalog catalog = new Catalog(definition, windows);
        Board board = new Board(windows);
        windows.tick(1_700_000_000_000L);
        board.publish(1, 1_700_000_000_000L, 0);

        for (int metric = 0; metric < definition.metrics().size(); metric++) {
            int ofMinute = reads(board, catalog, metric, catalog.window("1m"));
            assertThat(ofMinute).as(catalog.metric(metric).id()).isBetween(1, 2);
            for (int window = 0; window < catalog.windows().size(); window++) {
                assertThat(reads(board, catalog, metric, window))
                        .as(catalog.metric(metric).id() + " "
                                + catalog.windows().get(window).name())
                        .isEqualTo(ofMinute);
            }
        }
    }

    private static int reads(Board board, Catalog catalog, int metric, int window) {
        return board.read(face -> {
            Counted counted = new Counted(face);
            new Evaluator(catalog, counted).value(metric, window, Catalog.WHOLE, 0);
            return counted.reads;
        });
    }
}
