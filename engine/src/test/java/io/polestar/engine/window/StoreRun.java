package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A store beside a naive one under random traffic: late, repeated, out of order, taken back, across the edges of panes, days and summer
 * time. All its numbers are compared at every step of the clock, and those of copies taken up from what it wrote at some moment. Run
 * more seeds with {@code -Dpolestar.store.runs=1000}.
 */
final class StoreRun {
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "Australia/Lord_Howe", "Antarctica/Troll");
    private static final List<List<String>> WINDOWS = List.of(
            List.of("10s"),
            List.of("1m", "1h", "today"),
            List.of("today"),
            List.of("10s", "90s", "15m", "1d", "7d", "28d"),
            List.of("28d", "month"),
            List.of("1h", "week", "year"));
    private static final long[] STEPS = {30, 900, 20_000, 700_000, 9_000_000, 90_000_000};
    private static final int CLOCK_STEPS = 60;
    private static final int EVENTS_A_STEP = 12;
    private static final int CELLS = 3;

    private final long seed;
    private final Random random;
    private final List<Window> windows;
    private final ZoneId zone;
    private final Function<StoreSetting, Store> maker;
    private final NaiveStore naive;
    private final Function<Random, Long> values;
    private final List<NaiveStore.Fed> fed = new ArrayList<>();
    private final List<Store> stores = new ArrayList<>();
    private final int subjects;
    private final long calm;
    private long clock;

    /** @param values the value of an event */
    StoreRun(long seed, Function<StoreSetting, Store> maker, NaiveStore naive, Function<Random, Long> values) {
        this.seed = seed;
        this.random = new Random(seed);
        this.maker = maker;
        this.naive = naive;
        this.values = values;
        this.zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        this.windows = WINDOWS.get(random.nextInt(WINDOWS.size())).stream()
                .map(Window::parse)
                .toList();
        this.subjects = random.nextBoolean() ? 4 : 40;
        this.calm = STEPS[random.nextInt(STEPS.length)];
        this.clock = LocalDateTime.of(2024, random.nextBoolean() ? 3 : 10, 25, 12, 0)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    void run() throws IOException {
        Store first = fresh();
        for (int cell = 0; cell < CELLS; cell++) {
            first.addCell(cell > 0);
        }
        first.advance(clock);
        stores.add(first);
        for (int step = 0; step < CLOCK_STEPS; step++) {
            for (int event = random.nextInt(EVENTS_A_STEP); event > 0; event--) {
                feed();
            }
            compare(step);
            if (random.nextInt(20) == 0) {
                stores.add(copyOf(first));
            }
            advance(clock + 1 + (long) (random.nextDouble() * (random.nextInt(6) == 0 ? calm * 40 : calm)));
        }
        compare(CLOCK_STEPS);
    }

    private Store fresh() {
        return maker.apply(new StoreSetting(windows, zone, new HistoryFeed(row -> {})));
    }

    private void feed() {
        int action = fed.isEmpty() ? 9 : random.nextInt(10);
        if (action == 0) {
            takeBack(fed.get(random.nextInt(fed.size())));
        } else if (action == 1) {
            add(fed.get(random.nextInt(fed.size())));
        } else {
            long past = random.nextInt(4) == 0 ? calm * 30 : calm;
            long time = clock - 1 - (random.nextInt(3) == 0 ? 0 : (long) (random.nextDouble() * past));
            add(new NaiveStore.Fed(random.nextInt(CELLS), time, 1 + random.nextInt(subjects), values.apply(random)));
        }
    }

    private void add(NaiveStore.Fed event) {
        for (Store store : stores) {
            store.add(event.cell(), event.timeMillis(), event.key(), event.value());
        }
        naive.add(event);
        fed.add(event);
    }

    private void takeBack(NaiveStore.Fed event) {
        boolean done = false;
        for (Store store : stores) {
            boolean one = store.retract(event.cell(), event.timeMillis(), event.key(), event.value());
            assertThat(one).as("retract, seed %d", seed).isEqualTo(store == stores.get(0) ? one : done);
            done = one;
        }
        if (done) {
            naive.remove(event);
            fed.remove(event);
        }
    }

    private void advance(long toMillis) {
        for (Store store : stores) {
            for (long edge = store.nextEdgeMillis(); edge <= toMillis; edge = store.nextEdgeMillis()) {
                store.advance(edge);
            }
            store.advance(toMillis);
        }
        clock = toMillis;
    }

    private void compare(int step) {
        for (Store store : stores) {
            store.flush();
            for (int window = 0; window < windows.size(); window++) {
                long from = WindowBounds.fromMillis(windows.get(window), zone, clock);
                for (int cell = 0; cell < CELLS; cell++) {
                    for (int column = 0; column < store.shape().columns(); column++) {
                        assertThat(store.total(window, cell, column))
                                .as(
                                        "seed %d step %d store %d window %s cell %d column %d",
                                        seed,
                                        step,
                                        stores.indexOf(store),
                                        windows.get(window).name(),
                                        cell,
                                        column)
                                .isEqualTo(naive.total(cell, column, from, clock));
                    }
                }
            }
            assertThat(store.stateHash())
                    .as("hash, seed %d step %d", seed, step)
                    .isEqualTo(stores.get(0).stateHash());
        }
    }

    private Store copyOf(Store store) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.writeTo(new DataOutputStream(bytes));
        Store copy = fresh();
        copy.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(copy.stateHash()).as("hash of a copy, seed %d", seed).isEqualTo(store.stateHash());
        return copy;
    }
}
