package io.polestar.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polestar.engine.explain.SegmentSplit.Parts;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** How changes are shared out among segments, with numbers that can be followed by hand. */
class SegmentSplitTest {
    private static final Offset<Double> DIGITS = within(1e-12);

    @Test
    void segmentsOfASumTakeTheirOwnDifferencesAndLeaveNothing() {
        SegmentSplit split = SegmentSplit.byDifference(
                new Change(0.1 + 0.2 + 5, 0.3 + 0.7 + 4), new double[] {0.1, 0.2, 5}, new double[] {0.3, 0.7, 4});

        assertThat(split.shares()).containsExactly(new double[] {0.2, 0.5, -1}, DIGITS);
        assertThat(split.remainder()).isZero();
    }

    @Test
    void whatSegmentsHaveInCommonIsTheRemainder() {
        // 10 customers, 7 in one country and 5 in the other; then 11, 9 and 8: two were in both, then six.
        SegmentSplit split = SegmentSplit.byDifference(new Change(10, 11), new double[] {7, 5}, new double[] {9, 8});

        assertThat(split.shares()).containsExactly(2, 3);
        assertThat(split.remainder()).isEqualTo(-4);
    }

    @Test
    void aShiftBetweenSegmentsIsMixEvenWhenNoRateMoves() {
        Parts before = new Parts(18, 100, new double[] {8, 10}, new double[] {80, 20});
        Parts now = new Parts(30, 100, new double[] {5, 25}, new double[] {50, 50});

        SegmentSplit split = SegmentSplit.byMixAndRate(new Change(0.18, 0.30), before, now);

        assertThat(split.mix()).containsExactly(new double[] {0.042, 0.078}, DIGITS);
        assertThat(split.rate()).containsExactly(new double[] {0, 0}, DIGITS);
        assertThat(split.remainder()).isZero();
    }

    @Test
    void aBetterRateInOneSegmentIsRateOfItsMeanShare() {
        // The phone's share is 80 then 50 percent, its rate 0.1 then 0.2; the other's rate stays 0.5.
        Parts before = new Parts(18, 100, new double[] {8, 10}, new double[] {80, 20});
        Parts now = new Parts(35, 100, new double[] {10, 25}, new double[] {50, 50});

        SegmentSplit split = SegmentSplit.byMixAndRate(new Change(0.18, 0.35), before, now);

        assertThat(split.rate()).containsExactly(new double[] {0.065, 0}, DIGITS);
        assertThat(split.mix()).containsExactly(new double[] {(0.15 - 0.265) * -0.3, (0.5 - 0.265) * 0.3}, DIGITS);
        assertThat(split.remainder()).isZero();
    }

    @Test
    void aSegmentThatAppearsIsMix() {
        Parts before = new Parts(10, 50, new double[] {10, 0}, new double[] {50, 0});
        Parts now = new Parts(40, 100, new double[] {10, 30}, new double[] {50, 50});

        SegmentSplit split = SegmentSplit.byMixAndRate(new Change(0.2, 0.4), before, now);

        assertThat(split.rate()).containsExactly(new double[] {0, 0}, DIGITS);
        assertThat(split.shares()).containsExactly(new double[] {(0.2 - 0.3) * -0.5, (0.6 - 0.3) * 0.5}, DIGITS);
        assertThat(split.remainder()).isZero();
    }

    @Test
    void aRatioOverOverlappingSegmentsStatesWhatLiesInNone() {
        // 12 buyers in all, 8 in each of two countries: the shares of the denominator do not add up to one.
        Parts before = new Parts(24, 12, new double[] {12, 12}, new double[] {8, 8});
        Parts now = new Parts(30, 12, new double[] {18, 12}, new double[] {9, 8});

        SegmentSplit split = SegmentSplit.byMixAndRate(new Change(2, 2.5), before, now);

        double sum = split.shares()[0] + split.shares()[1] + split.remainder();
        assertThat(sum).isCloseTo(0.5, DIGITS);
        assertThat(split.remainder()).isCloseTo(2.25 / 12, DIGITS);
    }
}
