package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleDraftTest {
    private static final String BARE = """
            polestar: 1
            name: Shop
            windows: [1m, 1d]
            northStar: orders
            metrics:
              orders: {owner: a@example.com, unit: order, kind: count, event: order}
            """;
    private static final String TREE = BARE + """
            alerts:
              few: {metric: orders, window: 1m, below: 5}
              many: {metric: orders, window: 1m, above: 20}
              both: {metric: orders, all: [few, many]}
            """;

    private static RuleDraft draft(String tree, String rule) throws DefinitionException {
        return RuleDraft.read(DefinitionReader.read(tree, "tree.yaml"), rule, "rule.yaml");
    }

    private static List<String> ids(RuleDraft draft) {
        return draft.definition().rules().stream().map(Rule::id).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "many: {metric: orders, window: 1m, above: 30}",
                "alerts:\n  many:\n    metric: orders\n    window: 1m\n    above: 30\n",
                "{\"many\":{\"metric\":\"orders\",\"window\":\"1m\",\"above\":30}}"
            })
    void aRuleOfAKnownIdTakesItsPlaceInYamlAndInJson(String rule) throws Exception {
        RuleDraft draft = draft(TREE, rule);

        assertThat(draft.rule()).isEqualTo("many");
        assertThat(ids(draft)).containsExactly("few", "many", "both");
        assertThat(draft.definition().rules().get(1).trigger().level().high()).isEqualTo(30);
        assertThat(draft.definition().rules().get(0))
                .isEqualTo(DefinitionReader.read(TREE, "tree.yaml").rules().get(0));
    }

    @Test
    void anotherComesLastAlsoWhereThereAreNone() throws Exception {
        String rule = "new: {metric: orders, window: 1d, below: 1}";

        assertThat(ids(draft(TREE, rule))).containsExactly("few", "many", "both", "new");
        assertThat(ids(draft(BARE, rule))).containsExactly("new");
    }

    @Test
    void whatIsWrongWithItIsSaidAtItsPlace() {
        assertThatThrownBy(() -> draft(TREE, "new:\n  metric: orderz\n  window: 1m\n  above: 1\n"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageStartingWith("rule.yaml:2:")
                .hasMessageContaining("orderz");
        assertThatThrownBy(() -> draft(TREE, "a: {}\nb: {}\n")).hasMessageContaining("one rule is expected");
        assertThatThrownBy(() -> draft(TREE, "[]")).hasMessageContaining("one rule is expected");
        assertThatThrownBy(() -> draft(TREE, "")).hasMessageContaining("one rule is expected");
        assertThatThrownBy(() -> draft(TREE, "a: [")).hasMessageContaining("rule.yaml");
    }
}
