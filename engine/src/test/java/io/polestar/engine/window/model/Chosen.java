package io.polestar.engine.window.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The value of one of the events. */
enum Chosen implements Reckoning {
    LEAST((one, before) -> number(one).compareTo(number(before)) < 0),
    GREATEST((one, before) -> number(one).compareTo(number(before)) > 0),
    NEWEST((one, before) -> one.timeMillis() >= before.timeMillis());

    private final BiPredicate<Taken, Taken> rather;

    /** @param rather whether one that came later is chosen in the place of one before */
    Chosen(BiPredicate<Taken, Taken> rather) {
        this.rather = rather;
    }

    private static BigDecimal number(Taken event) {
        return (BigDecimal) event.value();
    }

    @Override
    public double of(List<Taken> events, long from, long to) {
        @Nullable Taken chosen = null;
        for (Taken event : events) {
            if (event.isIn(from, to) && (chosen == null || rather.test(event, chosen))) {
                chosen = event;
            }
        }
        return chosen == null ? Double.NaN : number(chosen).doubleValue();
    }
}
