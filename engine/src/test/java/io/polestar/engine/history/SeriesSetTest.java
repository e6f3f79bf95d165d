package io.polestar.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesSetTest {

    @Test
    void neighboursAreOneRange() {
        SeriesSet set = SeriesSet.below(10, series -> series != 3 && series != 4 && series != 7);

        assertThat(set.ranges())
                .containsExactly(new SeriesSet.Range(0, 2), new SeriesSet.Range(5, 6), new SeriesSet.Range(8, 9));
    }

    @Test
    void rangesThatTouchAreJoined() {
        SeriesSet low = SeriesSet.below(5, series -> true);

        assertThat(low.with(low.greaterBy(5)).ranges()).containsExactly(new SeriesSet.Range(0, 9));
        assertThat(low.with(low.greaterBy(6)).ranges()).hasSize(2);
        assertThat(low.with(low.greaterBy(2)).ranges()).containsExactly(new SeriesSet.Range(0, 6));
    }

    @Test
    void aNumberTooGreatIsRefused() {
        SeriesSet set = new SeriesSet(List.of(new SeriesSet.Range(5, 6)));

        assertThatThrownBy(() -> set.greaterBy(Integer.MAX_VALUE - 5)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void itHasWhatTheSetsItWasMadeOfHad() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            BitSet one = bits(random);
            BitSet other = bits(random);
            SeriesSet both = SeriesSet.below(100, one::get)
                    .with(SeriesSet.below(100, other::get).greaterBy(30));

            for (int series = 0; series < 140; series++) {
                boolean expected = one.get(series) || (series >= 30 && other.get(series - 30));
                assertThat(both.contains(series))
                        .as("seed %d, series %d", seed, series)
                        .isEqualTo(expected);
            }
        }
    }

    private static BitSet bits(Random random) {
        BitSet bits = new BitSet();
        int sparseness = 1 + random.nextInt(9);
        for (int series = 0; series < 100; series++) {
            bits.set(series, random.nextInt(10) < sparseness);
        }
        return bits;
    }
}
