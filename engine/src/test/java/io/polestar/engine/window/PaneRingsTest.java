package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Window;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaneRingsTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;

    @Test
    void aWindowHoldsTheClocksPaneAndTheWholePanesOfItsLengthBefore() {
        PaneRings rings = rings(UTC, "1m");
        int cell = rings.addCell();
        rings.advance(NOON + 500);
        rings.add(NOON - 60_000, cell, 1, 0);
        rings.add(NOON - 60_001, cell, 10, 0);
        rings.add(NOON, cell, 100, 0);
        assertThat(rings.total(0, cell, 0)).isEqualTo(101);
    }

    @Test
    void aPaneLeavesWhenTheClockReachesTheEdgeAndNotBefore() {
        PaneRings rings = rings(UTC, "1m");
        int cell = rings.addCell();
        rings.advance(NOON + 1);
        rings.add(NOON, cell, 1, 0);
        assertThat(rings.nextEdgeMillis(false)).isEqualTo(NOON + 1_000);
        rings.advance(NOON + 60_999);
        assertThat(rings.total(0, cell, 0)).isEqualTo(1);
        rings.advance(NOON + 61_000);
        assertThat(rings.total(0, cell, 0)).isZero();
        assertThat(rings.changed().has(cell)).isTrue();
        assertThat(rings.nextEdgeMillis(false)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aLeapFarBeyondTheRingEmptiesEveryWindow() {
        PaneRings rings = rings(UTC, "10s", "1d", "28d", "today");
        int cell = rings.addCell();
        rings.advance(NOON + 1);
        rings.add(NOON, cell, 1, 0);
        rings.advance(NOON + 100L * 86_400_000);
        for (int window = 0; window < 4; window++) {
            assertThat(rings.total(window, cell, 0)).isZero();
        }
    }

    @Test
    void aReusedRowBringsNothingBackFromItsOldPane() {
        PaneRings rings = rings(UTC, "10s");
        int cell = rings.addCell();
        int other = rings.addCell();
        for (long clock = NOON; clock < NOON + 40_000; clock += 100) {
            rings.advance(clock + 1);
            rings.add(clock, clock % 200 == 0 ? cell : other, 1, 0);
        }
        rings.advance(NOON + 40_000);
        assertThat(rings.total(0, cell, 0) + rings.total(0, other, 0)).isEqualTo(100);
    }

    @Test
    void aTimeOlderThanEveryPaneIsNotKept() {
        PaneRings rings = rings(UTC, "1m", "1h");
        int cell = rings.addCell();
        rings.advance(NOON);
        assertThat(rings.keptFromMillis()).isEqualTo(NOON - 3_600_000);
        assertThat(rings.add(NOON - 3_600_001, cell, 1, 0)).isFalse();
        assertThat(rings.add(NOON - 3_600_000, cell, 1, 0)).isTrue();
        assertThat(rings.total(0, cell, 0)).isZero();
        assertThat(rings.total(1, cell, 0)).isEqualTo(1);
    }

    @Test
    void todayHoldsTheWholeOfADayOfTwentySixHours() {
        ZoneId troll = ZoneId.of("Antarctica/Troll");
        long start =
                LocalDateTime.of(2024, 10, 27, 0, 0).atZone(troll).toInstant().toEpochMilli();
        long end =
                LocalDateTime.of(2024, 10, 28, 0, 0).atZone(troll).toInstant().toEpochMilli();
        assertThat(end - start).isEqualTo(26 * 3_600_000L);
        PaneRings rings = rings(troll, "today");
        int cell = rings.addCell();
        rings.advance(start + 2);
        rings.add(start + 1, cell, 1, 0);
        for (long clock = start + 3_600_000; clock < end; clock += 600_000) {
            rings.advance(clock);
            rings.add(clock - 1, cell, 1, 0);
        }
        rings.advance(end - 1);
        assertThat(rings.add(start, cell, 1, 0)).isTrue();
        assertThat(rings.total(0, cell, 0)).isEqualTo(2 + 25 * 6);
        rings.advance(end);
        assertThat(rings.total(0, cell, 0)).isZero();
    }

    @Test
    void equalContentsHaveEqualHashesInWhateverOrderTheyCame() {
        PaneRings one = rings(UTC, "1m", "1h");
        PaneRings other = rings(UTC, "1m", "1h");
        for (PaneRings rings : List.of(one, other)) {
            rings.addCell();
            rings.addCell();
            rings.advance(NOON);
        }
        one.add(NOON - 1, 0, 3, 0);
        one.add(NOON - 2_000, 1, 4, 0);
        other.add(NOON - 2_000, 1, 4, 0);
        other.add(NOON - 1, 0, 5, 0);
        assertThat(one.stateHash()).isNotEqualTo(other.stateHash());
        other.add(NOON - 1, 0, -2, 0);
        assertThat(one.stateHash()).isEqualTo(other.stateHash());
    }

    @Test
    void aMoveIsTakingAwayAndAdding() {
        PaneRings moving = rings(UTC, "10s", "1m", "1h", "today");
        PaneRings adding = rings(UTC, "10s", "1m", "1h", "today");
        for (PaneRings rings : List.of(moving, adding)) {
            rings.addCell();
            rings.advance(NOON);
        }
        Random random = new Random(5);
        long clock = NOON;
        for (int step = 0; step < 20_000; step++) {
            clock += random.nextInt(400);
            long kept = clock - 1 - random.nextInt(3_600_000);
            long other = clock - 1 - (random.nextBoolean() ? random.nextInt(3_600_000) : random.nextInt(2_000));
            long from = Math.max(kept, moving.keptFromMillis());
            moving.advance(clock);
            adding.advance(clock);
            moving.move(from, other, 0, 0, 3);
            adding.addColumn(from, 0, 0, -3);
            adding.addColumn(other, 0, 0, 3);
            for (int window = 0; window < moving.windowCount(); window++) {
                assertThat(moving.total(window, 0, 0)).isEqualTo(adding.total(window, 0, 0));
            }
        }
        assertThat(moving.stateHash()).isEqualTo(adding.stateHash());
    }

    private static PaneRings rings(ZoneId zone, String... windows) {
        return new PaneRings(List.of(windows).stream().map(Window::parse).toList(), zone, 1);
    }
}
