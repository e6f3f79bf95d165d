package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.polestar.engine.tree.Route.Escalation;
import io.polestar.engine.tree.Route.Grouping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code routes:} may say. */
class RouteReaderTest {
    private static final Path DOC = Path.of("..", "docs", "definition.md");

    private static Definition read(String routes) throws DefinitionException {
        return DefinitionReader.read(RouteRefusals.TREE + routes, "tree.yaml");
    }

    private static List<Route> documented() throws IOException, DefinitionException {
        String section = Files.readString(DOC).split("\n## Routes\n", 2)[1];
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(section);
        assertThat(example.find()).isTrue();
        return read(example.group(1)).routes();
    }

    @Test
    void theDocumentedExampleIsRead() throws IOException, DefinitionException {
        List<Route> routes = documented();

        assertThat(routes)
                .containsExactly(
                        new Route(
                                new Matchers(Map.of("severity", "critical")),
                                List.of("chat", "mail"),
                                Grouping.USUAL,
                                14_400_000,
                                List.of(
                                        new Escalation(900_000, List.of("phone")),
                                        new Escalation(3_600_000, List.of("boss"))),
                                true),
                        new Route(
                                new Matchers(Map.of("tag.team", "growth")),
                                List.of("growth_chat"),
                                new Grouping(List.of("tag.team"), 30_000, 300_000),
                                0,
                                List.of(),
                                false),
                        new Route(null, List.of("chat"), Grouping.USUAL, 0, List.of(), false));
    }

    @Test
    void withoutRoutesEverythingIsToldEverywhere() throws DefinitionException {
        Route only = read("").routes().get(0);

        assertThat(only.to()).containsExactly("chat", "mail", "phone", "boss", "growth_chat");
        assertThat(only.match()).isNull();
        assertThat(read("routes: []\n").routes()).isEmpty();
    }

    @Test
    void aGroupIsNamedByWhatItsAlertsHaveInCommon() throws DefinitionException {
        Rule many = read("").rules().get(0);

        assertThat(new Grouping(List.of("rule", "tag.team"), 0, 0).key(many, null))
                .isEqualTo("rule=many, tag.team=growth");
        assertThat(new Grouping(List.of("segment", "tag.none"), 0, 0).key(many, new Segment("country", "France")))
                .isEqualTo("segment=France, tag.none=");
        assertThat(new Grouping(List.of(), 0, 0).key(many, null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {match: {severity: info}}                                            | names 1 to 8 channels, found 0
            {to: chat, groupWait: 2d}                                            | groupWait
            {to: chat, remind: 10ms}                                             | remind
            {to: chat, escalate: {to: boss}}                                     | is missing
            {to: chat, escalate: {after: 5m, to: nobody}}                        | unknown channel 'nobody'
            {to: chat, sound: loud}                                              | unknown key 'sound'
            {to: chat, match: {colour: red}}                                     | colour
            """)
    void whatIsWrongIsNamed(String route, String rule) {
        DefinitionException refused =
                catchThrowableOfType(DefinitionException.class, () -> read("routes:\n  - " + route + "\n"));

        assertThat(refused).as("must be refused").isNotNull();
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).contains(rule);
            assertThat(problem.fix()).isNotBlank();
        });
    }

    @Test
    void aChangeOfRoutesIsADifference() throws DefinitionException {
        List<String> told = DefinitionDiff.of(read(""), read("routes: [{to: chat, remind: 1h}]\n")).changes().stream()
                .map(Object::toString)
                .toList();

        assertThat(told).anyMatch(text -> text.contains("part=ROUTE"));
    }
}
