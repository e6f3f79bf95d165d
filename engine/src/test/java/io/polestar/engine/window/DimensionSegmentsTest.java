package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.window.model.RawEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DimensionSegmentsTest {
    private static final KeyedHash HASH = new KeyedHash(1);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final NameIndex properties = new NameIndex(HASH);
    private final EventFields fields;

    DimensionSegmentsTest() {
        properties.add("country");
        fields = new EventFields(properties);
    }

    @Test
    void segmentsAreAdmittedAsTheyComeUntilTheBoundAndThenFold() {
        DimensionSegments countries = countries(2);
        assertThat(text(countries, "FR")).isEqualTo("FR");
        assertThat(text(countries, "DE")).isEqualTo("DE");
        assertThat(text(countries, "CN")).isEqualTo("other");
        assertThat(text(countries, "FR")).isEqualTo("FR");
        assertThat(countries.find("CN")).isEqualTo(-1);
        assertThat(countries.size()).isEqualTo(4);
    }

    @Test
    void anEventWithoutThePropertyIsInNoneAndTakesNoPlace() {
        DimensionSegments countries = countries(1);
        assertThat(text(countries, null)).isEqualTo("(none)");
        assertThat(text(countries, "FR")).isEqualTo("FR");
    }

    @Test
    void textsNumbersAndBooleansAreOneSegmentWhenTheyReadTheSame() {
        DimensionSegments countries = countries(10);
        assertThat(text(countries, new BigDecimal("7"))).isEqualTo("7");
        assertThat(of(countries, "7")).isEqualTo(of(countries, new BigDecimal("7")));
        assertThat(text(countries, new BigDecimal("-120"))).isEqualTo("-120");
        assertThat(text(countries, new BigDecimal("0"))).isEqualTo("0");
        assertThat(text(countries, new BigDecimal("2.5"))).isEqualTo("2.5");
        assertThat(of(countries, "2.5")).isEqualTo(of(countries, new BigDecimal("2.5")));
        assertThat(text(countries, true)).isEqualTo("true");
        assertThat(of(countries, "false")).isEqualTo(of(countries, false));
    }

    @Test
    void aSegmentCalledLikeAReservedOneIsThatOne() {
        DimensionSegments countries = countries(10);
        assertThat(of(countries, "other")).isEqualTo(DimensionSegments.OTHER);
        assertThat(of(countries, "(none)")).isEqualTo(DimensionSegments.NONE);
    }

    @Test
    void theHourIsTheLocalOneBeforeAndAfterTheClocksChange() {
        DimensionSegments hours = new DimensionSegments(
                new Dimension("hour", Map.of(), Dimension.TimePart.HOUR_OF_DAY, 24), BERLIN, HASH);
        long spring =
                LocalDateTime.of(2024, 3, 31, 3, 0).atZone(BERLIN).toInstant().toEpochMilli();
        assertThat(hour(hours, spring - 1)).isEqualTo("01");
        assertThat(hour(hours, spring)).isEqualTo("03");
        assertThat(hour(hours, spring - 1)).isEqualTo("01");
        long autumn =
                LocalDateTime.of(2024, 10, 27, 1, 59).atZone(BERLIN).toInstant().toEpochMilli() + 60_000;
        assertThat(hour(hours, autumn)).isEqualTo("02");
        assertThat(hour(hours, autumn + 3_600_000)).isEqualTo("02");
        assertThat(hour(hours, autumn + 7_200_000)).isEqualTo("03");
    }

    @Test
    void theWeekBeginsOnMonday() {
        DimensionSegments days =
                new DimensionSegments(new Dimension("day", Map.of(), Dimension.TimePart.DAY_OF_WEEK, 7), BERLIN, HASH);
        long monday =
                LocalDateTime.of(2024, 7, 1, 0, 0).atZone(BERLIN).toInstant().toEpochMilli();
        assertThat(hour(days, monday)).isEqualTo("1");
        assertThat(hour(days, monday - 1)).isEqualTo("7");
        assertThat(hour(days, monday - 1_000_000 * 604_800_000L / 1_000)).isEqualTo("1");
    }

    @Test
    void aPairOfLongSegmentsIsAdmittedLikeAnyOther() {
        DimensionSegments countries = countries(10);
        DimensionSegments pairs = new DimensionSegments(
                new Dimension("place", Map.of(), new Dimension.Pair("country", "country"), 10), BERLIN, HASH);
        pairs.bindParts(new DimensionSegments[] {countries, pairs});
        String longName = "x".repeat(200);
        int part = of(countries, longName);
        int pair = pairs.ofPair(part, part);
        assertThat(pairs.texts().get(pair)).isEqualTo(longName + (char) Dimension.Pair.SEPARATOR + longName);
        assertThat(pairs.ofPair(part, part)).isEqualTo(pair);
    }

    @Test
    void aCopyFromBytesAdmitsAndFoldsTheSame() throws IOException {
        DimensionSegments countries = countries(2);
        of(countries, "FR");
        of(countries, "DE");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        countries.writeTo(new DataOutputStream(bytes));
        DimensionSegments copy = countries(2);
        copy.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(copy.stateHash()).isEqualTo(countries.stateHash());
        assertThat(copy.find("DE")).isEqualTo(countries.find("DE"));
        assertThat(text(copy, "CN")).isEqualTo("other");
    }

    private DimensionSegments countries(int bound) {
        Dimension dimension = new Dimension("country", Map.of(), new Dimension.Property("country"), bound);
        DimensionSegments segments = new DimensionSegments(dimension, BERLIN, HASH);
        segments.bindSlot(EventFields.FIRST_PROPERTY);
        return segments;
    }

    private String hour(DimensionSegments segments, long timeMillis) {
        return segments.texts().get(segments.of(fields, timeMillis));
    }

    private String text(DimensionSegments segments, @Nullable Object country) {
        return segments.texts().get(of(segments, country));
    }

    private int of(DimensionSegments segments, @Nullable Object country) {
        EventBatch batch = new EventBatch(HASH);
        new RawEvent(0, "sale", "till", null, null, country == null ? Map.of() : Map.of("country", country))
                .writeTo(batch);
        batch.seal();
        EventCursor cursor = new EventCursor().wrap(batch.bytes());
        fields.bind(cursor);
        cursor.next();
        fields.fill(cursor);
        return segments.of(fields, 0);
    }
}
