package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/definition.md says what the code does. */
class DefinitionDocTest {
    private static final Path DOC = Path.of("..", "docs", "definition.md");

    @Test
    void theExampleIsADefinition() throws IOException, DefinitionException {
        String example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOC))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        Definition definition = DefinitionReader.read(example, "example.yaml");

        assertThat(definition.metrics()).hasSize(7);
        assertThat(definition.rules()).hasSize(1);
    }

    @Test
    void everyMessageIsInTheTableOfRefusals() throws IOException {
        List<Pattern> documented = documented();

        assertThat(DefinitionRefusalTest.all())
                .allSatisfy(broken -> assertThat(documented)
                        .as(broken.rule())
                        .anyMatch(pattern -> pattern.matcher(broken.rule()).matches()));
    }

    @Test
    void everyMessageInTheTableOfRefusalsIsShownByATest() throws IOException {
        List<String> rules = DefinitionRefusalTest.all().map(RefusalCase::rule).toList();

        assertThat(documented())
                .allSatisfy(pattern -> assertThat(rules)
                        .as(pattern.pattern())
                        .anyMatch(rule -> pattern.matcher(rule).matches()));
    }

    /** The first column of the table of refusals, … standing for anything. */
    private static List<Pattern> documented() throws IOException {
        String table = Files.readString(DOC).split("## Refusals", 2)[1];
        Stream<MatchResult> rows = Pattern.compile("^\\| `(.+?)` \\|", Pattern.MULTILINE)
                .matcher(table)
                .results();
        return rows.map(row -> Pattern.compile("\\Q" + row.group(1).replace("…", "\\E.+\\Q") + "\\E"))
                .toList();
    }
}
