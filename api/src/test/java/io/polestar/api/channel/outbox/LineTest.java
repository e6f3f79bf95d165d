package io.polestar.api.channel.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.api.channel.Notes;
import io.polestar.api.channel.wording.Parcel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which message is next, and when. */
class LineTest {
    private final Line line = new Line("ops", 3);

    private static Parcel parcel(String id, String... episodes) {
        return new Parcel(Notes.message(id, 1, episodes), List.of(), 0);
    }

    @Test
    void waitsGrowToFiveMinutesAndAreTheSameForTheSameMessage() {
        List<Long> waits = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> Backoff.millis("m1", i))
                .toList();

        for (int i = 0; i < waits.size(); i++) {
            long full = Math.min(300_000, 1_000L << i);
            assertThat(waits.get(i)).isBetween(full / 2, full);
            assertThat(Backoff.millis("m1", i + 1)).isEqualTo(waits.get(i));
        }
        assertThat(Backoff.millis("m2", 5)).isNotEqualTo(waits.get(4));
        assertThat(Backoff.millis("m1", Integer.MAX_VALUE)).isBetween(150_000L, 300_000L);
    }

    @Test
    void aFailureHoldsTheChannelAndThenOthersGoFirst() {
        line.add(1, parcel("m1", "a"));
        line.add(2, parcel("m2", "b"));
        line.failed(1, 0, 0);

        Line.Next held = line.next(0);
        assertThat(held.now()).isNull();
        assertThat(line.next(held.nextMillis()).now()).isNotNull();
        line.failed(1, held.nextMillis(), 0);
        line.failed(1, held.nextMillis() + 1, 0);
        long later = line.next(held.nextMillis() + 1).nextMillis();
        assertThat(line.next(later).now()).isEqualTo(parcel("m2", "b"));
    }

    @Test
    void theReceiverIsLeftAloneForAsLongAsItAsksButNotForEver() {
        line.add(1, parcel("m1", "a"));
        line.failed(1, 0, 90_000);
        assertThat(line.next(0).nextMillis()).isEqualTo(90_000);
        line.failed(1, 0, Long.MAX_VALUE);
        assertThat(line.next(0).nextMillis()).isEqualTo(3_600_000);
    }

    @Test
    void whatComesBackTakesItsOldPlace() {
        line.add(5, parcel("m5", "a"));
        line.add(2, parcel("m2", "a"));

        assertThat(line.next(0).now()).isEqualTo(parcel("m2", "a"));
    }

    @Test
    void nothingWaitsForNothing() {
        assertThat(line.next(0)).isEqualTo(new Line.Next(null, Long.MAX_VALUE));
    }

    @Test
    void noMinuteHasMoreThanItsShare() {
        RateLimit limit = new RateLimit(2);
        assertThat(limit.freeMillis(0)).isZero();
        limit.sent(0);
        limit.sent(10_000);
        assertThat(limit.freeMillis(20_000)).isEqualTo(60_000);
        assertThat(limit.freeMillis(60_000)).isEqualTo(60_000);
        limit.setPerMinute(1);
        assertThat(limit.freeMillis(60_000)).isEqualTo(70_000);
    }
}
