package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/alerts.md says what the code does. */
class AlertsDocTest {
    private static final Path DOC = Path.of("..", "docs", "alerts.md");

    private static Definition example() throws IOException, DefinitionException {
        String example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOC))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        return DefinitionReader.read(example, "example.yaml");
    }

    @Test
    void theExampleShowsEveryCondition() throws IOException, DefinitionException {
        List<Class<?>> shown = example().rules().stream()
                .<Class<?>>map(rule -> rule.trigger().getClass())
                .distinct()
                .toList();

        assertThat(shown).containsExactlyInAnyOrder(Trigger.class.getPermittedSubclasses());
    }

    @Test
    void aRulesConditionIsReadAsItIsWrittenOut() throws IOException, DefinitionException {
        assertThat(example().rules())
                .extracting(rule -> rule.trigger().text())
                .contains(
                        "below: 50, clear: 60",
                        "change: {against: weekday, below: -30%, clear: -15%}",
                        "share: {against: weekday, beyond: 5}",
                        "target: {value: 250000, pace: previous, below: 90%}",
                        "anomaly: {direction: both, falseAlarmsPerMonth: 1}",
                        "missing: 15m",
                        "residual: {beyond: 2%}",
                        "hollow: {against: weekday, rise: 5%, above: 10%}",
                        "all: [no_orders, stuck]");
    }

    @Test
    void everyKeyOfARuleIsInTheTables() throws IOException {
        String doc = Files.readString(DOC);

        assertThat(TriggerReader.KEYS).allSatisfy(key -> assertThat(doc).contains("`" + key));
    }
}
