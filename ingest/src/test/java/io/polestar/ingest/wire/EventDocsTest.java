package io.polestar.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/events.md lists every rule in its own words, and its examples break the rule they stand beside. */
class EventDocsTest {
    private static String docs;

    @BeforeAll
    static void read() throws IOException {
        docs = Files.readString(Path.of("..", "docs", "events.md"));
    }

    @ParameterizedTest
    @EnumSource
    void everyRuleIsListedAndItsExampleBreaksIt(WireRule rule) {
        String words = rule.words(Limits.DEFAULTS);
        String row = docs.lines()
                .filter(line -> line.startsWith("| " + words + " |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/events.md does not list: " + words));
        String example = row.substring(words.length() + 5, row.length() - 2);
        if (example.startsWith("`")) {
            String body = example.substring(1, example.length() - 1);
            assertThat(Stream.of(WireFormat.JSON, WireFormat.CLOUDEVENT, WireFormat.CLOUDEVENT_BATCH)
                            .flatMap(format -> Sent.as(format, body).result().rejections().stream())
                            .map(Rejection::rule))
                    .contains(words);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonToRefuseABodyIsListed(BodyRule rule) {
        assertThat(docs).contains(" | " + rule.words() + " |");
    }

    @Test
    void everyLimitIsListedWithItsDefault() throws ReflectiveOperationException {
        for (var component : Limits.class.getRecordComponents()) {
            int value = (int) component.getAccessor().invoke(Limits.DEFAULTS);
            assertThat(docs).contains(String.format(Locale.ROOT, "| `%s` | %,d |", component.getName(), value));
        }
    }

    @Test
    void theEventShownIsTaken() {
        int from = docs.indexOf("```json", docs.indexOf("## An event")) + "```json".length();
        String event = docs.substring(from, docs.indexOf("```", from));

        assertThat(Sent.json(event).event().properties())
                .containsOnlyKeys("country", "total", "gift", "cart.lines", "tags");
    }
}
