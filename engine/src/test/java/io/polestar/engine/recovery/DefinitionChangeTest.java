package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.Engine;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionChangeTest {
    private static final String TREE_WITH_OTHER_RULE = Shop.TREE.replace("above: 20", "above: 30");

    private final Shop shop = new Shop();

    @TempDir
    Path root;

    @Test
    void aNewMetricIsCountedOverTheWholeJournal() throws Exception {
        sellUnder(Shop.TREE, 0, 100);
        try (Engine engine = open(Shop.TREE_WITH_BUYERS)) {
            assertThat(engine.views().metric("buyers", "1d", null, false).value())
                    .isEqualTo(7.0);
            assertThat(Shop.ordersOf(engine)).isEqualTo(100);
            shop.sell(engine, 100, 110);
            assertThat(Shop.ordersOf(engine)).isEqualTo(110);
        }
    }

    @Test
    void rulesThatStayKeepTheirStatesAndNothingFiresTwice() throws Exception {
        List<AlertReading> before;
        try (Engine engine = open(Shop.TREE)) {
            shop.sellSlowly(engine, 0, 100);
            before = Shop.alertLog(engine);
            assertThat(before).extracting(AlertReading::rule).contains("many");
        }
        try (Engine engine = open(Shop.TREE_WITH_BUYERS)) {
            assertThat(Shop.alertLog(engine)).endsWith(before.toArray(AlertReading[]::new));
            assertThat(stateOf(engine, "many")).isEqualTo(AlertState.FIRING);
            shop.sell(engine, 100, 110);
            assertThat(Shop.alertLog(engine).stream()
                            .filter(alert -> alert.rule().equals("many")))
                    .hasSize(1);
        }
    }

    @Test
    void aRuleThatChangedStartsAfresh() throws Exception {
        sellUnder(Shop.TREE, 0, 100);
        try (Engine engine = open(TREE_WITH_OTHER_RULE)) {
            shop.sell(engine, 100, 110);
            assertThat(Shop.alertLog(engine).stream()
                            .filter(alert -> alert.rule().equals("many") && alert.state() == AlertState.FIRING)
                            .map(AlertReading::threshold))
                    .containsExactly(30.0, 20.0);
        }
    }

    @Test
    void theWholeJournalGivesTheSameStateAsTheEngineThatChanged() throws Exception {
        for (String tree : List.of(Shop.TREE_WITH_BUYERS, TREE_WITH_OTHER_RULE)) {
            assertReplayEqualsTheRun(tree, root.resolve("tree" + tree.hashCode()));
        }
    }

    private void assertReplayEqualsTheRun(String newTree, Path directory) throws Exception {
        try (Engine engine = shop.open(shop.config(directory), Shop.TREE)) {
            shop.sellSlowly(engine, 0, 100);
        }
        shop.wall.addAndGet(80_000);
        long hash;
        List<AlertReading> alerts;
        Path early;
        Path late;
        try (Engine engine = shop.open(shop.config(directory), newTree)) {
            early = Disk.copy(directory, directory.resolveSibling("early" + newTree.hashCode()));
            shop.sellSlowly(engine, 100, 200);
            shop.pass(engine, 80_000);
            shop.sell(engine, 200, 201);
            hash = engine.stateHash();
            alerts = Shop.alertLog(engine);
            late = Disk.copy(directory, directory.resolveSibling("late" + newTree.hashCode()));
        }
        try (Engine engine = shop.open(shop.config(late), newTree)) {
            assertThat(Shop.alertLog(engine)).isEqualTo(alerts);
            assertThat(engine.stateHash()).isEqualTo(hash);
        }
        Disk.delete(late.resolve("snapshots"));
        Disk.delete(late.resolve("history"));
        try (Engine engine = shop.open(shop.config(late), newTree)) {
            assertThat(Shop.alertLog(engine)).isEqualTo(alerts);
            assertThat(engine.stateHash()).isEqualTo(hash);
        }
        try (Engine engine = shop.open(shop.config(early), newTree)) {
            assertThat(Shop.ordersOf(engine)).isEqualTo(100);
            assertThat(Shop.alertLog(engine))
                    .as("a change may add to a rule's story, but tells nothing of it twice")
                    .doesNotHaveDuplicates()
                    .extracting(alert -> alert.rule() + " " + alert.threshold() + " " + alert.state())
                    .containsOnlyOnce("many 20.0 FIRING");
        }
    }

    @Test
    void theFirstRecordOfAllIsEvaluatedOnceLiveAndOnceInReplay() throws Exception {
        String tree = Shop.TREE.replace("below: 5, for: 5s", "below: 5, for: 0s");
        long hash;
        Path copy;
        try (Engine engine = open(tree)) {
            shop.pass(engine, 3_000);
            shop.sell(engine, 0, 1);
            hash = engine.stateHash();
            copy = Disk.copy(root.resolve("live"), root.resolve("copy"));
        }
        Disk.delete(copy.resolve("snapshots"));
        Disk.delete(copy.resolve("history"));
        try (Engine engine = shop.open(shop.config(copy), tree)) {
            assertThat(engine.stateHash()).isEqualTo(hash);
        }
    }

    @Test
    void goingBackToTheDefinitionBeforeCountsEverythingOfBothTimes() throws Exception {
        sellUnder(Shop.TREE, 0, 50);
        sellUnder(Shop.TREE_WITH_BUYERS, 50, 100);
        try (Engine engine = open(Shop.TREE)) {
            assertThat(Shop.ordersOf(engine)).isEqualTo(100);
            assertThat(shop.sell(engine, 0, 101).accepted()).isEqualTo(1);
        }
    }

    private void sellUnder(String tree, int from, int to) throws Exception {
        try (Engine engine = open(tree)) {
            shop.sellSlowly(engine, from, to);
        }
    }

    private Engine open(String tree) throws Exception {
        return shop.open(shop.config(root.resolve("live")), tree);
    }

    private static AlertState stateOf(Engine engine, String rule) {
        return engine.views().alerts().current().stream()
                .filter(alert -> alert.rule().equals(rule))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
