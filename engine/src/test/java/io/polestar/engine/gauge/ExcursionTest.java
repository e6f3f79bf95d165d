package io.polestar.engine.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Level.Side;
import java.io.DataInput;
import java.io.DataOutput;
import org.junit.jupiter.api.Test;

class ExcursionTest {
    private static final double ALERT = 1 / 3.0;

    private final Excursion excursion = new Excursion();
    private final Said said = new Said();

    /** What a detector says, as the test has it. */
    private static final class Said implements Detector {
        private double score;
        private boolean below;
        private double expected = 100;
        private double deviation = 10;

        @Override
        public void prime(Past past) {}

        @Override
        public void observe(long timeMillis, double value, double denominator) {}

        @Override
        public double score() {
            return score;
        }

        @Override
        public boolean isBelow() {
            return below;
        }

        @Override
        public double expected() {
            return expected;
        }

        @Override
        public double deviation() {
            return deviation;
        }

        @Override
        public double low() {
            return 50;
        }

        @Override
        public double high() {
            return 150;
        }

        @Override
        public void writeTo(DataOutput out) {}

        @Override
        public void readFrom(DataInput in) {}
    }

    private boolean see(double value, double score, Side side) {
        said.score = score;
        said.below = value < said.expected;
        excursion.observe(value, said, side, ALERT);
        return excursion.lasts(ALERT);
    }

    @Test
    void itLastsAsLongAsTheDropHoweverUsedToItTheDetectorIs() {
        assertThat(see(20, 0.9, Side.BELOW)).isTrue();
        for (int pane = 0; pane < 500; pane++) {
            assertThat(see(20 + pane % 5, 0, Side.BELOW)).isTrue();
        }
        assertThat(see(100, 0, Side.BELOW)).isTrue();
        assertThat(see(100, 0, Side.BELOW)).isFalse();
    }

    @Test
    void nightfallDoesNotEndIt() {
        see(0, 0.9, Side.BOTH);
        said.expected = 4;
        said.deviation = 2;
        for (int pane = 0; pane < 100; pane++) {
            assertThat(see(0, 0, Side.BOTH)).isTrue();
        }
    }

    @Test
    void itEndsWhenTheSeasonsHaveLearntTheChange() {
        see(200, 0.9, Side.ABOVE);
        said.expected = 190;
        for (int pane = 0; pane < 5; pane++) {
            see(200, 0, Side.ABOVE);
        }
        assertThat(excursion.lasts(ALERT)).isFalse();
    }

    @Test
    void theOtherDirectionIsNoNews() {
        assertThat(see(20, 0.9, Side.ABOVE)).isFalse();
        assertThat(see(180, 0.9, Side.BELOW)).isFalse();
        assertThat(see(20, 0.9, Side.BOTH)).isTrue();
        assertThat(see(300, 0.9, Side.BOTH)).isTrue();
    }

    @Test
    void aStricterRuleDoesNotTakeItOver() {
        see(20, 0.5, Side.BELOW);
        assertThat(excursion.lasts(0.4)).isTrue();
        assertThat(excursion.lasts(0.6)).isFalse();
    }

    @Test
    void ofASeriesThatIsAlwaysZeroAnyEventStraysAndItsEndIsSeen() {
        said.expected = 0;
        said.deviation = 0;
        assertThat(see(3, 0.9, Side.ABOVE)).isTrue();
        for (int pane = 0; pane < 3; pane++) {
            see(0, 0, Side.ABOVE);
        }
        assertThat(excursion.lasts(ALERT)).isFalse();
    }
}
