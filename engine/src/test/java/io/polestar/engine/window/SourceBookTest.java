package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.window.model.RawEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceBookTest {
    private static final KeyedHash HASH = new KeyedHash(1);
    private final SourceBook book = new SourceBook(60_000, HASH);

    @Test
    void anEventIsLateWhenItComesBehindItsOwnSourcesWatermark() {
        assertThat(note("web", 1_000_000)).isFalse();
        assertThat(note("web", 940_000)).isFalse();
        assertThat(note("web", 939_999)).isTrue();
        assertThat(note("till", 1)).isFalse();
        assertThat(book.newestMillis(0)).isEqualTo(1_000_000);
        assertThat(book.figure(0, SourceBook.EVENTS)).isEqualTo(3);
        assertThat(book.figure(0, SourceBook.LATE)).isEqualTo(1);
        assertThat(book.figure(1, SourceBook.LATE)).isZero();
    }

    @Test
    void sourcesBeyondTheBoundAreCountedAsOther() throws IOException {
        for (int source = 0; source < SourceBook.MAX_SOURCES + 50; source++) {
            note("s" + source, 1_000 + source);
        }
        assertThat(book.size()).isEqualTo(SourceBook.MAX_SOURCES + 1);
        assertThat(book.name(SourceBook.MAX_SOURCES)).isEqualTo("other");
        assertThat(book.figure(SourceBook.MAX_SOURCES, SourceBook.EVENTS)).isEqualTo(50);
        SourceBook copy = copy();
        assertThat(copy.stateHash()).isEqualTo(book.stateHash());
        note(copy, "yet another", 9_000);
        assertThat(copy.size()).isEqualTo(SourceBook.MAX_SOURCES + 1);
        assertThat(copy.figure(SourceBook.MAX_SOURCES, SourceBook.EVENTS)).isEqualTo(51);
    }

    @Test
    void theRateIsWhatCameWithinAMinute() throws IOException {
        for (int second = 0; second < 100; second++) {
            book.advance(second * 1_000L + 500);
            note("web", 1_000 + second);
            note("web", 1_000 + second);
        }
        assertThat(book.figure(0, SourceBook.LATELY)).isEqualTo(120);
        book.advance(130_000);
        assertThat(book.figure(0, SourceBook.LATELY)).isEqualTo(58);
        SourceBook copy = copy();
        copy.advance(159_000);
        assertThat(copy.figure(0, SourceBook.LATELY)).isZero();
        book.advance(10_000_000);
        note("web", 5);
        assertThat(book.figure(0, SourceBook.LATELY)).isEqualTo(1);
    }

    @Test
    void lagIsThatOfTheNewestEventAndSkewTheGreatestOfAll() {
        book.advance(50_000);
        note("till", 49_000);
        note("till", 10_000);
        assertThat(book.figure(0, SourceBook.LAG)).isEqualTo(1_000);
        assertThat(book.figure(0, SourceBook.SKEW)).isZero();
        note("till", 57_000);
        book.advance(60_000);
        note("till", 58_000);
        assertThat(book.figure(0, SourceBook.SKEW)).isEqualTo(7_000);
        assertThat(book.figure(0, SourceBook.LAG)).isEqualTo(2_000);
        assertThat(book.figure(0, SourceBook.ARRIVAL)).isEqualTo(60_000);
    }

    private SourceBook copy() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        book.writeTo(new DataOutputStream(bytes));
        SourceBook copy = new SourceBook(60_000, HASH);
        copy.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return copy;
    }

    private boolean note(String source, long timeMillis) {
        return note(book, source, timeMillis);
    }

    private static boolean note(SourceBook target, String source, long timeMillis) {
        EventBatch batch = new EventBatch(HASH);
        new RawEvent(timeMillis, "sale", source, null, null, Map.of()).writeTo(batch);
        batch.seal();
        EventCursor cursor = new EventCursor().wrap(batch.bytes());
        target.bind(cursor);
        cursor.next();
        return target.note(cursor, timeMillis);
    }
}
