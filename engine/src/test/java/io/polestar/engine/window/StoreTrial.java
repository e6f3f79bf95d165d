package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.history.HistoryRow;
import io.polestar.engine.tree.CalendarPeriod;
import io.polestar.engine.tree.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Puts a store to the test beside a naive reckoning: a seeded stream of events, late ones, out of order and taken back, under a clock
 * that creeps and leaps over edges of panes, days and clock changes. After every step each total, and each row handed to history, must be
 * what the events say. Now and then the store is written and read back; both go on side by side and must stay equal.
 */
final class StoreTrial {
    /**
     * An event as the store was given it, to a cell.
     *
     * @param keptFromMillis the oldest that was kept when it came
     */
    record Counted(int cell, long timeMillis, long key, long value, long keptFromMillis) {}

    /** What a total should be, from all events that the store has kept, in the order they came. */
    interface Naive {
        /** @param events of the cell, in the order they came */
        long total(List<Counted> events, long fromMillis, long toMillis, int column);

        /** What a calendar window should close with. */
        default long closing(List<Counted> events, long fromMillis, long endMillis, int column) {
            return total(events, fromMillis, endMillis, column);
        }

        /**
         * Events older than this are not kept.
         *
         * @param fromMillis where the window that looks back farthest begins
         */
        default long keptFromMillis(long clockMillis, long fromMillis) {
            return fromMillis;
        }
    }

    /** Makes up events. */
    interface Traffic {
        /** @return key and value of an event at a time */
        long[] keyAndValue(Random random, long timeMillis);
    }

    private static final int CELLS = 4;

    private final Random random;
    private final ZoneId zone;
    private final List<Window> windows;
    private final Function<StoreSetting, Store> made;
    private final Naive naive;
    private final List<List<Counted>> kept = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private Store store;
    private Store twin;
    private long clock;
    private int rows;
    private int told;
    private int retracted;
    private int refusedToRetract;

    StoreTrial(
            long seed,
            ZoneId zone,
            List<String> windows,
            Function<StoreSetting, Store> made,
            Naive naive,
            long startMillis) {
        this.random = new Random(seed);
        this.zone = zone;
        this.windows = windows.stream().map(Window::parse).toList();
        this.made = made;
        this.naive = naive;
        this.clock = startMillis;
        this.store = fresh(true);
        this.twin = fresh(false);
        for (int cell = 0; cell < CELLS; cell++) {
            store.addCell(cell > 0);
            kept.add(new ArrayList<>());
        }
        store.advance(clock);
        reopenTwin();
    }

    private Store fresh(boolean checked) {
        return made.apply(new StoreSetting(windows, zone, new HistoryFeed(checked ? this::checkRow : row -> {})));
    }

    /** Has so many events pass, with the clock moving on by up to so much between them. */
    void run(int events, long longestStepMillis, long latestMillis, Traffic traffic) throws IOException {
        for (int event = 0; event < events; event++) {
            if (random.nextInt(3) == 0) {
                advance(clock + step(longestStepMillis));
                checkTotals();
            }
            add(traffic, latestMillis);
            if (random.nextInt(12) == 0) {
                retract();
            }
            if (random.nextInt(40) == 0) {
                checkTotals();
                reopenTwin();
            }
            assertThat(wrong).isEmpty();
        }
    }

    int rows() {
        return rows;
    }

    /** How many totals there was something in. */
    int told() {
        return told;
    }

    int retracted() {
        return retracted;
    }

    int refusedToRetract() {
        return refusedToRetract;
    }

    Store store() {
        return store;
    }

    long clock() {
        return clock;
    }

    /** The events of a cell that the store has kept, in the order they came. */
    List<Counted> kept(int cell) {
        return kept.get(cell);
    }

    private long step(long longest) {
        return switch (random.nextInt(6)) {
            case 0 -> 1;
            case 1 -> 1 + random.nextInt(200);
            case 2 -> 1 + random.nextInt(5_000);
            case 5 -> 1 + (long) (random.nextDouble() * longest);
            default -> 1 + (long) (random.nextDouble() * longest / 20);
        };
    }

    private void add(Traffic traffic, long latest) {
        long age = random.nextInt(4) > 0 ? random.nextInt(3_000) : (long) (random.nextDouble() * latest);
        long time = clock - 1 - age;
        int cell = random.nextInt(CELLS);
        if (random.nextInt(8) == 0 && !kept.get(cell).isEmpty()) {
            time = kept.get(cell).get(kept.get(cell).size() - 1).timeMillis;
        }
        long[] event = traffic.keyAndValue(random, time);
        long from =
                windows.stream().mapToLong(window -> from(window, clock)).min().orElseThrow();
        long keptFrom = naive.keptFromMillis(clock, from);
        boolean counts = store.add(cell, time, event[0], event[1]);
        assertThat(counts).isEqualTo(time >= keptFrom);
        assertThat(twin.add(cell, time, event[0], event[1])).isEqualTo(counts);
        if (counts) {
            kept.get(cell).add(new Counted(cell, time, event[0], event[1], keptFrom));
        }
    }

    private void retract() {
        List<Counted> events = kept.get(random.nextInt(CELLS));
        if (events.isEmpty()) {
            return;
        }
        int which = random.nextBoolean() ? random.nextInt(events.size()) : events.size() - 1;
        Counted event = events.get(which);
        long before = store.stateHash();
        boolean undone = store.retract(event.cell, event.timeMillis, event.key, event.value);
        assertThat(twin.retract(event.cell, event.timeMillis, event.key, event.value))
                .isEqualTo(undone);
        if (undone) {
            events.remove(which);
            retracted++;
        } else {
            refusedToRetract++;
            assertThat(store.stateHash()).isEqualTo(before);
        }
    }

    /** Moves the clock as the engine does, stopping wherever something changes by itself. */
    private void advance(long toMillis) {
        for (long edge = store.nextEdgeMillis(); edge <= toMillis; edge = store.nextEdgeMillis()) {
            assertThat(edge).isGreaterThan(clock);
            checkTotalsAt(edge - 1, clock);
            assertThat(twin.nextEdgeMillis()).isEqualTo(edge);
            moveTo(edge);
        }
        checkTotalsAt(toMillis, clock);
        if (Math.floorDiv(toMillis, store.grainMillis()) == Math.floorDiv(clock, store.grainMillis())) {
            clock = toMillis;
        } else if (toMillis > clock) {
            moveTo(toMillis);
        }
    }

    private void moveTo(long toMillis) {
        clock = toMillis;
        store.advance(toMillis);
        twin.advance(toMillis);
    }

    private void checkTotals() {
        checkTotalsAt(clock, clock);
        assertThat(twin.stateHash()).isEqualTo(store.stateHash());
    }

    /** Checks the totals as they stand against the reckoning at a clock up to which nothing should have changed by itself. */
    private void checkTotalsAt(long at, long since) {
        for (int window = 0; window < windows.size(); window++) {
            for (int cell = 0; cell < CELLS; cell++) {
                for (int column = 0; column < store.shape().columns(); column++) {
                    long should = naive(window, cell, column, at);
                    check(
                            store.total(window, cell, column),
                            should,
                            window,
                            cell,
                            column,
                            "clock " + since + " to " + at);
                    check(twin.total(window, cell, column), should, window, cell, column, "read back");
                }
            }
        }
    }

    private void check(long is, long should, int window, int cell, int column, String when) {
        told += should == store.shape().empty() ? 0 : 1;
        if (is != should && wrong.size() < 10) {
            wrong.add(windows.get(window).name() + " of cell " + cell + ", column " + column + ": is " + is
                    + ", should be " + should + ", " + when);
        }
    }

    private long naive(int window, int cell, int column, long at) {
        return naive.total(kept.get(cell), from(windows.get(window), at), at, column);
    }

    private void checkRow(HistoryRow row) {
        rows++;
        Shape shape = store.shape();
        for (int index = 0; index < row.size(); index++) {
            int cell = row.series(index) / shape.seriesPerCell();
            int series = row.series(index) % shape.seriesPerCell();
            int column = series % shape.columns();
            if (series >= shape.steppedPerCell()) {
                checkClosing(
                        row.timeMillis(),
                        (series - shape.steppedPerCell()) / shape.columns(),
                        cell,
                        column,
                        row.count(index));
            } else {
                int window = series / shape.columns();
                check(row.count(index), naive(window, cell, column, row.timeMillis()), window, cell, column, "history");
            }
        }
    }

    /** Checks what a calendar window came to when its period ended. */
    private void checkClosing(long end, int calendarWindow, int cell, int column, long is) {
        Window window = windows.stream().filter(Window::calendar).toList().get(calendarWindow);
        long from = from(window, end - 1);
        assertThat(from(window, end)).isEqualTo(end);
        long should = naive.closing(kept.get(cell), from, end, column);
        check(is, should, windows.indexOf(window), cell, column, "period's end");
    }

    private void reopenTwin() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.writeTo(new DataOutputStream(bytes));
            twin = fresh(false);
            twin.addCell(false);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            twin.readFrom(in);
            assertThat(in.available()).isZero();
            assertThat(twin.stateHash()).isEqualTo(store.stateHash());
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private long from(Window window, long to) {
        if (!window.calendar()) {
            return Math.floorDiv(to, window.paneMillis()) * window.paneMillis() - window.lengthMillis();
        }
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(to), zone);
        LocalDate first = window.period() == CalendarPeriod.WEEK
                ? day.minusDays(day.getDayOfWeek().getValue() - 1)
                : switch (window.name()) {
                    case "today" -> day;
                    case "month" -> day.withDayOfMonth(1);
                    case "quarter" -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
                    default -> LocalDate.of(day.getYear(), 1, 1);
                };
        return first.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
