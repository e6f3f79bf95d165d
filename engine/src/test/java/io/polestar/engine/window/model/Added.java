package io.polestar.engine.window.model;

import java.math.BigDecimal;
import java.util.List;

/** Counts, sums and means. */
enum Added implements Reckoning {
    COUNT {
        @Override
        double of(long count, BigDecimal sum) {
            return count;
        }
    },
    SUM {
        @Override
        double of(long count, BigDecimal sum) {
            return sum.doubleValue();
        }
    },
    AVERAGE {
        @Override
        double of(long count, BigDecimal sum) {
            return count == 0 ? Double.NaN : sum.doubleValue() / count;
        }
    };

    abstract double of(long count, BigDecimal sum);

    @Override
    public double of(List<Taken> events, long from, long to) {
        long count = 0;
        BigDecimal sum = BigDecimal.ZERO;
        for (Taken event : events) {
            if (event.isIn(from, to)) {
                count++;
                sum = event.value() instanceof BigDecimal number ? sum.add(number) : sum;
            }
        }
        return of(count, sum);
    }
}
