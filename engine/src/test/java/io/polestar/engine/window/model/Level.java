package io.polestar.engine.window.model;

import java.math.BigDecimal;
import java.util.List;

/** What has risen less what has fallen, since ever. */
enum Level implements Reckoning {
    LEVEL;

    @Override
    public double of(List<Taken> events, long from, long to) {
        BigDecimal level = BigDecimal.ZERO;
        for (Taken event : events) {
            if (event.timeMillis() < to) {
                level = level.add((BigDecimal) event.value());
            }
        }
        return level.doubleValue();
    }
}
