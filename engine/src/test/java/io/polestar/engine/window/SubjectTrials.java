package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Trials of a store of subjects, each in another zone and at another clock change, with other windows, crowds and paces. Run more
 * with {@code -Dpolestar.store.runs=1000}.
 */
final class SubjectTrials {
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "Australia/Lord_Howe", "Antarctica/Troll", "America/Sao_Paulo");
    private static final List<List<String>> WINDOWS = List.of(
            List.of("10s"),
            List.of("1m", "1h", "today"),
            List.of("today"),
            List.of("10s", "90s", "15m", "1d", "7d", "28d"),
            List.of("28d", "month"),
            List.of("1h", "week", "year"));
    private static final long[] PACES = {300, 9_000, 200_000, 7_000_000, 90_000_000, 900_000_000};
    private static final int EVENTS = 250;

    private int retracted;
    private int refusedToRetract;

    private SubjectTrials() {}

    /** @param values makes up the value of an event */
    static SubjectTrials run(Function<StoreSetting, Store> made, NaiveSubjects naive, ToLongFunction<Random> values)
            throws IOException {
        SubjectTrials trials = new SubjectTrials();
        for (long seed = 0; seed < Long.getLong("polestar.store.runs", 12); seed++) {
            trials.runOne(seed, made, naive, values);
        }
        assertThat(trials.retracted).isPositive();
        return trials;
    }

    private void runOne(
            long seed, Function<StoreSetting, Store> made, NaiveSubjects naive, ToLongFunction<Random> values)
            throws IOException {
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        List<String> windows = WINDOWS.get(random.nextInt(WINDOWS.size()));
        int subjects = random.nextBoolean() ? 4 : 40;
        long start = LocalDateTime.of(2024, random.nextBoolean() ? 3 : 10, 25, 12, 0)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
        StoreTrial trial = new StoreTrial(seed, zone, windows, made, naive, start);
        for (int stretch = 0; stretch < 2; stretch++) {
            long pace = PACES[random.nextInt(PACES.length)];
            trial.run(EVENTS, pace, pace * 3, (chance, time) ->
                    new long[] {1 + chance.nextInt(subjects), values.applyAsLong(chance)});
        }
        retracted += trial.retracted();
        refusedToRetract += trial.refusedToRetract();
    }

    int refusedToRetract() {
        return refusedToRetract;
    }
}
