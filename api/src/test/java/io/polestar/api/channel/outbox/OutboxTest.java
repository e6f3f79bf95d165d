package io.polestar.api.channel.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.api.channel.Notes;
import io.polestar.api.channel.QuickClock;
import io.polestar.api.channel.wording.Parcel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox without senders. */
class OutboxTest {
    private static final OutboxLimits SMALL = new OutboxLimits(3, 2, 1 << 20, 5, 60_000);

    @TempDir
    Path directory;

    private final Clock clock = new QuickClock(1);

    private Outbox open(OutboxLimits limits) throws IOException {
        return Outbox.open(directory, limits, clock);
    }

    private Parcel parcel(String id, long sequence, String... episodes) {
        return new Parcel(Notes.message(id, sequence, episodes), List.of(), clock.millis());
    }

    @Test
    void moreThanMayWaitAreSetAsideAndMoreThanMayBeSetAsideAreGivenUp() throws Exception {
        try (Outbox outbox = open(SMALL)) {
            for (int i = 1; i <= 6; i++) {
                outbox.take(List.of(parcel("m" + i, i, "e" + i)));
            }
            ChannelCounts counts = outbox.counts("ops");
            assertThat(counts.waiting()).isEqualTo(3);
            assertThat(counts.dropped()).isEqualTo(1);
            assertThat(outbox.parked("ops"))
                    .extracting(one -> one.parcel().message().id())
                    .containsExactly("m2", "m3");
            assertThat(outbox.parked("ops").get(0).reason()).isEqualTo("more than 3 messages waited");
        }
        try (Outbox outbox = open(SMALL)) {
            assertThat(outbox.counts("ops").waiting()).isEqualTo(3);
            assertThat(outbox.counts("ops").parked()).isEqualTo(2);
            assertThat(outbox.counts("ops").dropped()).isZero();
        }
    }

    @Test
    void bytesAreBoundedWhateverWaits() throws Exception {
        OutboxLimits limits = new OutboxLimits(1_000, 1_000, 20_000, 1_000, 60_000);
        try (Outbox outbox = open(limits)) {
            for (int i = 1; i <= 200; i++) {
                outbox.take(List.of(parcel("m" + i, i, "e" + i)));
                assertThat(outbox.bytes()).isLessThanOrEqualTo(20_000);
            }
            assertThat(outbox.counts("ops").dropped() + outbox.counts("ops").waiting())
                    .isEqualTo(200);
        }
    }

    @Test
    void anIdIsKnownForGoodByItsSequenceOnceItIsForgotten() throws Exception {
        try (Outbox outbox = open(SMALL)) {
            for (int i = 1; i <= 20; i++) {
                Parcel parcel = parcel("m" + i, i, "e");
                assertThat(outbox.take(List.of(parcel, parcel))).isEqualTo(1);
                outbox.delivered(parcel, false);
            }
            for (int i = 1; i <= 20; i++) {
                assertThat(outbox.take(List.of(parcel("m" + i, i, "e")))).isZero();
            }
            assertThat(outbox.take(List.of(parcel("another", 20, "e")))).isEqualTo(1);
        }
    }

    @Test
    void whatIsTriedForTooLongIsSetAside() throws Exception {
        QuickClock quick = (QuickClock) clock;
        try (Outbox outbox = open(SMALL)) {
            Parcel parcel = parcel("m1", 1, "e");
            outbox.take(List.of(parcel));
            outbox.failed(parcel, "answered 500", 0);
            quick.move(61_000);
            outbox.failed(parcel, "answered 502", 0);

            assertThat(outbox.parked("ops").get(0).reason()).isEqualTo("tried for too long; answered 502");
        }
    }

    @Test
    void aFileThatIsMostlyPastIsWrittenAnewAndMeansTheSame() throws Exception {
        long biggest = 0;
        OutboxLimits limits = OutboxLimits.DEFAULT;
        try (Outbox outbox = open(limits)) {
            for (int i = 1; i <= 20_000; i++) {
                Parcel parcel = parcel((i % 2 == 0 ? "r" : "m") + i, i, "e" + i);
                outbox.take(List.of(parcel));
                if (i % 1_000 == 0) {
                    outbox.refused(parcel, "no");
                } else {
                    outbox.delivered(parcel, i % 999 == 0);
                }
                biggest = Math.max(biggest, Files.size(directory.resolve("outbox.log")));
            }
        }
        assertThat(biggest).isLessThan(20L << 20);
        try (Outbox outbox = open(limits)) {
            assertThat(outbox.counts("ops").parked()).isEqualTo(20);
            assertThat(outbox.standing("ops")).hasSize(10);
            assertThat(outbox.takenSequence()).isEqualTo(20_000);
            assertThat(outbox.take(List.of(parcel("m1", 1, "e1"), parcel("m19999", 19_999, "e"))))
                    .isZero();
        }
    }

    @Test
    void theSameChangesReadBackGiveTheSameOutbox() throws Exception {
        long seed = Long.getLong("polestar.seed", 20_240_601);
        Random random = new Random(seed);
        List<Parcel> waiting = new ArrayList<>();
        Set<String> parked = new HashSet<>();
        for (int life = 0; life < 6; life++) {
            try (Outbox outbox = open(OutboxLimits.DEFAULT)) {
                String told = "seed " + seed + ", life " + life;
                assertThat(outbox.counts("ops").waiting()).as(told).isEqualTo(waiting.size());
                assertThat(outbox.parked("ops"))
                        .as(told)
                        .extracting(one -> one.parcel().message().id())
                        .containsExactlyInAnyOrderElementsOf(parked);
                for (int i = 0; i < 200; i++) {
                    int what = random.nextInt(10);
                    if (what < 5) {
                        Parcel parcel = parcel("m" + life + '-' + i, life * 1_000L + i, "e" + random.nextInt(9));
                        outbox.take(List.of(parcel));
                        waiting.add(parcel);
                    } else if (what < 9 && !waiting.isEmpty()) {
                        Parcel parcel = waiting.remove(random.nextInt(waiting.size()));
                        if (what == 8) {
                            outbox.refused(parcel, "no");
                            parked.add(parcel.message().id());
                        } else {
                            outbox.delivered(parcel, false);
                        }
                    } else if (random.nextInt(20) == 0) {
                        outbox.parked("ops").forEach(one -> waiting.add(one.parcel()));
                        outbox.resend("ops");
                        parked.clear();
                    }
                }
            }
        }
    }
}
