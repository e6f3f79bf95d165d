package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.history.HistoryRow;
import io.polestar.engine.intake.Gate;
import io.polestar.engine.intake.GateLimits;
import io.polestar.engine.window.model.Meaning;
import io.polestar.engine.window.model.ModelTree;
import io.polestar.engine.window.model.NaiveModel;
import io.polestar.engine.window.model.RandomTraffic;
import io.polestar.engine.window.model.RawEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random traffic through gate, windows and board against a model that keeps every event: all values of all metrics, windows and
 * segments are equal to the last unit at every record and at moments between them. {@link ModelRuns} says how to run more.
 */
class WindowsModelTest {
    private static final KeyedHash HASH = new KeyedHash(42);
    private static final int RECORDS = 40;
    private static final GateLimits LIMITS =
            new GateLimits(100_000, 3_000L * 86_400_000, 3_600_000, 31L * 86_400_000, 20_000);
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Asia/Shanghai",
            "Pacific/Apia",
            "Australia/Lord_Howe",
            "Antarctica/Troll",
            "Asia/Kathmandu",
            "America/Sao_Paulo");

    private static final ModelRuns RUNS = new ModelRuns();

    static List<Long> seeds() {
        return ModelRuns.seeds(4);
    }

    @AfterAll
    static void report(TestReporter reporter) {
        RUNS.report(reporter);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void valuesUnderTheWallClockEqualTheNaiveModel(long seed) throws Exception {
        new Run(seed, false).run();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void valuesUnderTheStreamClockEqualTheNaiveModel(long seed) throws Exception {
        new Run(seed, true).run();
    }

    /** A journal record: a batch, or a tick without bytes. */
    private record Entry(byte @Nullable [] batch, long wallMillis) {}

    /** One stream of events from one seed. */
    private static final class Run {
        private final long seed;
        private final boolean streamClock;
        private final ZoneId zone;
        private final ModelTree tree;
        private final NaiveModel model;
        private final RandomTraffic traffic;
        private final Gate gate;
        private final Windows windows;
        private final Catalog catalog;
        private final Board board;
        private final List<Entry> journal = new ArrayList<>();
        private final List<HistoryRow> rows = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private @Nullable Windows restored;
        private long wall;
        private long newest = Long.MIN_VALUE;
        private long position;
        private long taken;
        private long compared;

        Run(long seed, boolean streamClock) {
            this.seed = seed;
            this.streamClock = streamClock;
            this.zone = ZoneId.of(ZONES.get((int) Math.floorMod(seed, (long) ZONES.size())));
            this.tree = new ModelTree(seed, zone);
            this.model = new NaiveModel(tree);
            this.traffic = new RandomTraffic(seed, zone);
            this.gate = new Gate(LIMITS, streamClock);
            this.windows = new Windows(tree.definition(), streamClock, HASH, rows::add, this::atEdge);
            this.catalog = new Catalog(tree.definition(), windows);
            this.board = new Board(windows);
        }

        void run() throws IOException {
            wall = traffic.start();
            for (int record = 0; record < RECORDS; record++) {
                long pause = traffic.pause();
                wall += pause;
                if (!streamClock && traffic.chance(4)) {
                    tick();
                } else {
                    batch(streamClock ? pause : 0);
                }
                checkAll("after record " + record);
                if (traffic.chance(15)) {
                    restored = copyOf(windows);
                }
            }
            checkHistory();
            assertThat(replay().stateHash())
                    .as("%s hash of a replay without any reads", this)
                    .isEqualTo(windows.stateHash());
            RUNS.add(taken, compared);
        }

        private void tick() {
            journal.add(new Entry(null, wall));
            windows.tick(wall);
            if (restored != null) {
                restored.tick(wall);
            }
        }

        private void batch(long leapMillis) {
            List<RawEvent> events =
                    traffic.batch(streamClock ? Math.max(newest, wall - leapMillis) : wall, leapMillis, !streamClock);
            EventBatch batch = new EventBatch(HASH);
            events.forEach(event -> event.writeTo(batch));
            int length = batch.seal();
            long now = streamClock ? Long.MAX_VALUE / 4 : wall;
            Set<String> refused = new HashSet<>();
            int count = gate.judge(batch, now, (index, field, value, rule) -> refused.add(field));
            List<RawEvent> expected = takenByTheRules(events, now);
            assertThat(count).as("%s events taken", this).isEqualTo(expected.size());
            if (count == 0) {
                gate.rollback();
                return;
            }
            gate.commit(++position, now);
            byte[] bytes = Arrays.copyOf(batch.bytes(), length);
            journal.add(new Entry(bytes, now));
            windows.apply(bytes, now);
            if (restored != null) {
                restored.apply(bytes, now);
            }
            expected.forEach(model::add);
            taken += count;
        }

        private List<RawEvent> takenByTheRules(List<RawEvent> events, long now) {
            List<RawEvent> taken = new ArrayList<>();
            for (RawEvent event : events) {
                boolean ahead = event.timeMillis() > now + 3_600_000;
                boolean leap =
                        streamClock && newest != Long.MIN_VALUE && event.timeMillis() > newest + 31L * 86_400_000;
                if (!ahead && !leap && (event.id() == null || ids.add(event.source() + "\n" + event.id()))) {
                    newest = Math.max(newest, event.timeMillis());
                    taken.add(event);
                }
            }
            return taken;
        }

        /** Between two records the wall clock passes moments at which values change by themselves. */
        private void atEdge(long clockMillis) {
            if (!streamClock && traffic.chance(60)) {
                windows.flush();
                check("at the edge", new LiveCells(windows), clockMillis);
            }
        }

        private void checkAll(String moment) {
            if (windows.clockMillis() == Long.MIN_VALUE) {
                return;
            }
            long clock = streamClock ? newest : journal.get(journal.size() - 1).wallMillis;
            assertThat(windows.clockMillis()).as("%s clock", this).isEqualTo(clock + 1);
            windows.flush();
            check(moment + ", live", new LiveCells(windows), windows.clockMillis());
            if (traffic.chance(2)) {
                board.publish(position, wall, wall);
                board.read(face -> {
                    check(moment + ", published", face, face.clockMillis());
                    return face;
                });
            }
            if (restored != null) {
                assertThat(restored.stateHash())
                        .as("%s %s, hash of the restored state", this, moment)
                        .isEqualTo(windows.stateHash());
                restored.flush();
                check(
                        moment + ", restored",
                        new LiveCells(restored),
                        restored.clockMillis(),
                        new Catalog(tree.definition(), restored));
            }
        }

        private void check(String moment, Cells cells, long to) {
            check(moment, cells, to, catalog);
        }

        private void check(String moment, Cells cells, long to, Catalog names) {
            compared += new ModelComparison(model, names, metric -> true).compare(this + " " + moment, cells, to);
        }

        /** All that history was told, summed by series and step, is what the events say. */
        private void checkHistory() {
            if (streamClock) {
                return;
            }
            wall += 2 * Store.SEGMENT_STEP_MILLIS;
            tick();
            Map<Integer, Map<Long, List<Long>>> told = new HashMap<>();
            for (HistoryRow row : rows) {
                for (int index = 0; !row.absolute() && index < row.size(); index++) {
                    told.computeIfAbsent(row.series(index), series -> new HashMap<>())
                            .merge(
                                    row.timeMillis(),
                                    List.of(row.count(index), row.sum(index)),
                                    (one, other) -> List.of(one.get(0) + other.get(0), one.get(1) + other.get(1)));
                }
            }
            for (Meaning metric : tree.leaves()) {
                if (metric.addsUp()) {
                    for (String segment : model.segmentsOf(metric)) {
                        long step = segment.isEmpty() ? Store.WHOLE_STEP_MILLIS : Store.SEGMENT_STEP_MILLIS;
                        Map<Long, List<Long>> expected = model.steps(metric, segment, step);
                        expected.keySet().removeIf(start -> start + step > windows.clockMillis());
                        assertThat(told.getOrDefault(series(metric.id(), segment), Map.of()))
                                .as("%s history of %s %s", this, metric.id(), segment)
                                .isEqualTo(expected);
                    }
                }
            }
        }

        private int series(String metric, String segment) {
            int number = catalog.metric(metric);
            int equals = segment.indexOf('=');
            int dimension = equals < 0 ? Catalog.WHOLE : catalog.dimension(number, segment.substring(0, equals));
            int segmentNumber = equals < 0 ? 0 : catalog.segment(dimension, segment.substring(equals + 1));
            Cells.Place place = segmentNumber < 0 ? null : catalog.place(number, dimension, segmentNumber);
            return place == null ? -1 : place.series(0, 0);
        }

        private Windows copyOf(Windows original) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            original.writeTo(new DataOutputStream(bytes));
            Windows copy = new Windows(tree.definition(), streamClock, HASH, row -> {}, edge -> {});
            copy.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            return copy;
        }

        private Windows replay() {
            Windows again = new Windows(tree.definition(), streamClock, HASH, row -> {}, edge -> {});
            for (Entry entry : journal) {
                if (entry.batch == null) {
                    again.tick(entry.wallMillis);
                } else {
                    again.apply(entry.batch, entry.wallMillis);
                }
            }
            return again;
        }

        @Override
        public String toString() {
            return "seed " + seed + (streamClock ? ", stream clock, " : ", wall clock, ") + zone + ":";
        }
    }
}
