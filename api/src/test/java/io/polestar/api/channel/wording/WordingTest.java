package io.polestar.api.channel.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.api.channel.Notes;
import io.polestar.engine.dispatch.Message.Cause;
import io.polestar.engine.tree.Channel.Language;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages in words. */
class WordingTest {
    private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");

    @ParameterizedTest
    @EnumSource
    void everyCatalogueHasEveryKeyAndNoOther(Language language) {
        assertThat(Wording.catalogue(language).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Phrase.values()).map(Phrase::key).toList());
    }

    @ParameterizedTest
    @EnumSource(Phrase.class)
    void everyTextHasTheSamePlacesInEveryLanguage(Phrase phrase) {
        String english = String.valueOf(Wording.catalogue(Language.EN).get(phrase.key()));

        for (Language language : Language.values()) {
            assertThat(places(String.valueOf(Wording.catalogue(language).get(phrase.key()))))
                    .isEqualTo(places(english));
        }
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(result -> result.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyCauseHasAName(Cause cause) {
        assertThat(Wording.of(Language.ZH).text(Phrase.valueOf("CAUSE_" + cause)))
                .isNotBlank();
    }

    @Test
    void whatIsFilledInIsNotLookedThroughAgain() {
        assertThat(Wording.of(Language.EN).text(Phrase.BAND, "low", "{high}", "high", "$1"))
                .isEqualTo("{high} to $1");
    }

    @Test
    void timesAreInTheirLargestWholeUnit() {
        Wording words = Wording.of(Language.EN);

        assertThat(words.time(119_000)).isEqualTo("119 s");
        assertThat(words.time(120_000)).isEqualTo("2 min");
        assertThat(words.time(7_200_000)).isEqualTo("2 h");
        assertThat(words.time(172_800_000)).isEqualTo("2 d");
    }

    @Test
    void aMessageWithoutBriefingsSaysWhatItCan() {
        Parcel parcel = new Parcel(Notes.message("m1", 1, "e1"), List.of(), 0);
        Sheet sheet = new SheetWriter(Language.EN).write(parcel);

        assertThat(sheet.title()).startsWith("[Firing · critical] orders_low: Côte d'Or");
        assertThat(sheet.parts().get(0).facts())
                .extracting(Sheet.Fact::text)
                .containsExactly("8 (orders, 1h)", "10", "2024-06-01T07:59:00.000Z", "owner@example.com");
        assertThat(sheet.grave()).isTrue();
    }

    @Test
    void moreAlertsThanAreToldAreCounted() {
        String[] episodes =
                java.util.stream.IntStream.range(0, 25).mapToObj(i -> "e" + i).toArray(String[]::new);
        Sheet sheet = new SheetWriter(Language.ZH).write(new Parcel(Notes.message("r1", 1, episodes), List.of(), 0));

        assertThat(sheet.parts()).hasSize(SheetWriter.MOST_PARTS);
        assertThat(sheet.closing()).isEqualTo("……另有 15 条告警。");
        assertThat(sheet.title()).contains("已恢复", "另有 24 条");
        assertThat(sheet.grave()).isFalse();
    }
}
