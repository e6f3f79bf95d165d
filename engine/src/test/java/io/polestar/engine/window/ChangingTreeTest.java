package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.intake.Gate;
import io.polestar.engine.intake.GateLimits;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.window.model.Meaning;
import io.polestar.engine.window.model.ModelTree;
import io.polestar.engine.window.model.NaiveModel;
import io.polestar.engine.window.model.RandomTraffic;
import io.polestar.engine.window.model.RawEvent;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random traffic in which events are retracted and replaced, under a definition that changes at random moments: metrics come, go and
 * change, dimensions change, the zone changes. What is missing is counted from the journal while events go on to come, and
 * adopted some records later, as the engine does it. At every record all values equal the naive model's, but for those of metrics that say
 * themselves that a correction waits for them to be counted anew. {@link ModelRuns} says how to run more.
 */
class ChangingTreeTest {
    private static final KeyedHash HASH = new KeyedHash(42);
    private static final int RECORDS = 40;
    private static final GateLimits LIMITS =
            new GateLimits(100_000, 3_000L * 86_400_000, 3_600_000, 31L * 86_400_000, 20_000);
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
    private static final Set<String> UNDONE_AT_ONCE = Set.of("count", "sum", "average", "gauge", "cumulative");

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
    void underTheWallClockNothingIsLostOrCountedTwice(long seed) {
        new Run(seed, false).run();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void underTheStreamClockNothingIsLostOrCountedTwice(long seed) {
        new Run(seed, true).run();
    }

    /** A journal record: a batch, or a tick without bytes. */
    private record Entry(byte @Nullable [] batch, long wallMillis) {
        void countIn(Windows windows) {
            if (batch == null) {
                windows.tick(wallMillis);
            } else {
                windows.apply(batch, wallMillis);
            }
        }
    }

    /** What is being counted for another definition: by the engine and by the model. */
    private record Recount(ModelTree tree, Windows windows, NaiveModel.Anew model, boolean empty) {}

    private static final class Run {
        private final long seed;
        private final boolean streamClock;
        private final ZoneId otherZone;
        private final RandomTraffic traffic;
        private final Gate gate;
        private final List<Entry> journal = new ArrayList<>();
        private final List<RawEvent> standing = new ArrayList<>();
        private NaiveModel model;
        private Windows windows;
        private @Nullable Recount recount;
        private int corrections;
        private int changes;
        private long events;
        private long compared;
        private long wall;
        private long newest = Long.MIN_VALUE;

        Run(long seed, boolean streamClock) {
            ZoneId zone = zone(seed);
            ModelTree tree = new ModelTree(seed, zone);
            this.seed = seed;
            this.streamClock = streamClock;
            this.otherZone = zone(seed + 1);
            this.model = new NaiveModel(tree);
            this.traffic = new RandomTraffic(seed, zone);
            this.gate = new Gate(LIMITS, streamClock);
            this.windows = new Windows(tree.definition(), streamClock, HASH, row -> {}, edge -> {});
        }

        private static ZoneId zone(long seed) {
            return ZoneId.of(ZONES.get((int) Math.floorMod(seed, (long) ZONES.size())));
        }

        void run() {
            wall = traffic.start();
            for (int record = 0; record < RECORDS; record++) {
                long pause = traffic.pause();
                wall += pause;
                if (!streamClock && traffic.chance(4)) {
                    append(new Entry(null, wall));
                } else {
                    batch(streamClock ? pause : 0);
                }
                check("after record " + record);
                changeTheTree();
                check("after record " + record + " and " + changes + " changes");
            }
            assertThat(corrections).as("%s corrections", this).isPositive();
            assertThat(changes).as("%s changes", this).isPositive();
            assertThat(compared).as("%s values compared", this).isGreaterThan(100_000);
            RUNS.add(events, compared);
        }

        private void append(Entry entry) {
            journal.add(entry);
            entry.countIn(windows);
        }

        private void batch(long leapMillis) {
            List<RawEvent> events =
                    traffic.batch(streamClock ? Math.max(newest, wall - leapMillis) : wall, leapMillis, !streamClock);
            long now = streamClock ? Long.MAX_VALUE / 4 : wall;
            EventBatch batch = sealed(events);
            List<Boolean> taken = new ArrayList<>();
            int count = gate.judge(batch, now, (index, field, value, rule) -> {});
            EventCursor cursor = new EventCursor().wrap(batch.bytes());
            while (cursor.next()) {
                taken.add(!cursor.dropped());
            }
            if (count == 0) {
                gate.rollback();
                return;
            }
            gate.commit(journal.size() + 1, now);
            List<RawEvent> expected = new ArrayList<>();
            for (int index = 0; index < events.size(); index++) {
                if (taken.get(index)) {
                    expected.add(events.get(index));
                    newest = Math.max(newest, events.get(index).timeMillis());
                }
            }
            expected.forEach(model::add);
            this.events += expected.size();
            correct(batch);
            standing.addAll(expected);
            append(new Entry(Arrays.copyOf(batch.bytes(), batch.seal()), now));
        }

        private static EventBatch sealed(List<RawEvent> events) {
            EventBatch batch = new EventBatch(HASH);
            events.forEach(event -> event.writeTo(batch));
            batch.seal();
            return batch;
        }

        /** Adds to a batch what corrections of earlier events do. */
        private void correct(EventBatch batch) {
            while (!standing.isEmpty() && traffic.chance(2)) {
                RawEvent wrong = traffic.one(standing);
                if (wrong.id() == null) {
                    return;
                }
                corrections++;
                standing.removeIf(event -> event == wrong);
                model.retract(wrong);
                batch.retract(cursorAt(wrong), 0);
                if (traffic.chance(2)) {
                    RawEvent right = traffic.insteadOf(wrong, streamClock ? newest : wall);
                    batch.replace(cursorAt(right), 0);
                    model.add(right);
                    standing.add(right);
                }
            }
        }

        private static EventCursor cursorAt(RawEvent event) {
            EventCursor cursor = new EventCursor().wrap(sealed(List.of(event)).bytes());
            assertThat(cursor.next()).isTrue();
            return cursor;
        }

        /** Begins to count for another definition, or to count anew what was corrected; adopts what was begun earlier. */
        private void changeTheTree() {
            if (recount == null) {
                if (traffic.chance(5) && !journal.isEmpty()) {
                    begin(traffic.chance(2) ? model.tree().changed(otherZone) : model.tree(), !traffic.chance(3));
                }
            } else if (traffic.chance(2)) {
                adopt(recount);
                recount = null;
                changes++;
            }
        }

        /** @param corrects whether what a correction waits for is counted anew too */
        private void begin(ModelTree next, boolean corrects) {
            Outline outline = new Outline(windows);
            Set<String> anew = next.leaves().stream()
                    .map(Meaning::id)
                    .filter(id -> corrects
                            && outline.isUncorrected(
                                    next.definition(), next.definition().metric(id)))
                    .collect(Collectors.toSet());
            Windows counting = outline.counting(next.definition(), metric -> anew.contains(metric.id()), row -> {});
            if (!anew.isEmpty()) {
                Retracted known = new Retracted();
                journal.stream()
                        .map(Entry::batch)
                        .filter(batch -> batch != null)
                        .forEach(known::note);
                counting.leaveOut(known);
            }
            boolean empty = next.leaves().stream()
                    .allMatch(leaf -> !anew.contains(leaf.id())
                            && !outline.lacks(
                                    next.definition(), next.definition().metric(leaf.id())));
            recount = new Recount(next, counting, model.counting(next, anew), empty);
        }

        private void adopt(Recount done) {
            if (!done.empty) {
                journal.forEach(entry -> entry.countIn(done.windows));
            }
            windows = Takeover.of(done.tree.definition(), windows, done.windows, edge -> {})
                    .windows();
            model = model.adopt(done.model);
        }

        private void check(String moment) {
            if (windows.clockMillis() == Long.MIN_VALUE) {
                return;
            }
            windows.flush();
            Set<String> waiting = waiting();
            ModelComparison comparison = new ModelComparison(
                    model,
                    new Catalog(model.tree().definition(), windows),
                    metric -> !waiting.contains(metric.id())
                            && metric.inputs().stream().noneMatch(waiting::contains));
            compared += comparison.compare(this + " " + moment, new LiveCells(windows), windows.clockMillis());
        }

        /** Metrics that say that they wait to be counted anew; those that can be undone do so only where folded segments came in. */
        private Set<String> waiting() {
            Outline outline = new Outline(windows);
            Set<String> waiting = new HashSet<>();
            for (Meaning leaf : model.tree().leaves()) {
                Metric metric = model.tree().definition().metric(leaf.id());
                if (outline.isUncorrected(model.tree().definition(), metric)) {
                    assertThat(UNDONE_AT_ONCE.contains(leaf.kind()) && !hasFolded(leaf))
                            .as("%s %s waits", this, leaf)
                            .isFalse();
                    waiting.add(leaf.id());
                }
            }
            return waiting;
        }

        /** Whether a segment has come in that may have been folded into others before. */
        private boolean hasFolded(Meaning leaf) {
            Plan plan = windows.plan();
            return IntStream.range(0, plan.dimensions.length)
                    .filter(dimension -> leaf.by().stream()
                            .anyMatch(by -> by.contains(plan.definition()
                                    .dimensions()
                                    .get(dimension)
                                    .id())))
                    .anyMatch(dimension -> IntStream.range(0, plan.dimensions[dimension].size())
                            .anyMatch(plan.dimensions[dimension]::wasFolded));
        }

        @Override
        public String toString() {
            return "seed " + seed + (streamClock ? ", stream clock, " : ", wall clock, ")
                    + model.tree().zone() + ", " + changes + " changes, " + corrections + " corrections:";
        }
    }
}
