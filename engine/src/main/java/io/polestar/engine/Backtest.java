package io.polestar.engine;

import io.polestar.engine.alert.Sight;
import io.polestar.engine.backtest.BacktestReport;
import io.polestar.engine.backtest.BacktestRequest;
import io.polestar.engine.backtest.EpisodeBook;
import io.polestar.engine.dispatch.MessageFeed;
import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.gauge.RuleGauges;
import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.journal.Journal;
import io.polestar.engine.journal.JournalReader;
import io.polestar.engine.journal.RecordKind;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.tree.Trigger;
import io.polestar.engine.window.Outline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journal from its beginning through the same counter, rules and dispatcher as live, under one definition all along, and keeps book
 * of one rule. Windows, history, alerts and messages are its own: it takes as much memory as counting the definition a second
 * time, and writes to its scratch folder only. One thread.
 *
 * <pre>
 *     journal ──▶ counter of its own ──▶ transitions, messages ──▶ book of the rule ──▶ report
 * </pre>
 */
final class Backtest {
    private static final long SECOND_MILLIS = 1_000;

    private final BacktestRequest request;
    private final Journal journal;
    private final ClockMode clock;
    private final KeyedHash hash;
    private final Path scratch;
    private final EpisodeBook book;
    private final int rule;
    private final EventCursor cursor = new EventCursor();
    private boolean cut;
    private long beginMillis;
    private long beginSequence;
    private long endSequence;
    private long events;
    private long lookedAtSecond = Long.MIN_VALUE;

    /** @param scratch a folder for what is recorded meanwhile; what is in it is deleted before and after */
    Backtest(BacktestRequest request, Journal journal, ClockMode clock, KeyedHash hash, Path scratch) {
        this.request = request;
        this.journal = journal;
        this.clock = clock;
        this.hash = hash;
        this.scratch = scratch;
        this.book = new EpisodeBook(request);
        this.rule = request.ordinal();
    }

    /**
     * Reads up to a record, or to the end of the time asked about if that comes first.
     *
     * @param lastSequence sequence of the last record to be read
     * @param pace told of every record
     */
    BacktestReport run(long lastSequence, Recount.Pace pace) throws IOException {
        DataDirectory.delete(scratch);
        cut = !journal.reachesBack();
        Definition definition = request.definition();
        try (HistoryKeeper history = HistoryKeeper.open(scratch.resolve("history"), definition.history(), 0)) {
            Counter counter = new Counter(definition, clock, hash, history);
            counter.tree().alerts().onTransition(book::transition);
            counter.messages().deliverTo(MessageFeed.Taker.of(message -> {
                book.message(message);
                return true;
            }));
            counter.onJudged(clockMillis -> look(counter, clockMillis));
            read(counter, history, lastSequence, pace);
            long clockMillis = counter.tree().windows().clockMillis();
            return book.report(
                    new BacktestReport.Reading(beginMillis, beginSequence, cut, clockMillis, endSequence, events),
                    counter.alertHash());
        } finally {
            DataDirectory.delete(scratch);
        }
    }

    private void read(Counter counter, HistoryKeeper history, long lastSequence, Recount.Pace pace) throws IOException {
        try (JournalReader reader = journal.read(0)) {
            while (endSequence < lastSequence && reader.next() && !isBehind(counter, reader)) {
                if (endSequence == 0) {
                    beginSequence = reader.sequence();
                    cut |= beginSequence > 1;
                }
                begin(reader);
                apply(counter, history, reader);
                endSequence = reader.sequence();
                pace.read(endSequence);
            }
        }
    }

    /** Finds where the engine's clock began: at the first record, or where events move it, at the first event. */
    private void begin(JournalReader reader) {
        if (beginMillis == 0 && clock == ClockMode.WALL) {
            beginMillis = reader.wallMillis();
        } else if (beginMillis == 0 && reader.kind() == RecordKind.BATCH) {
            cursor.wrap(reader.payload());
            beginMillis = cursor.next() ? cursor.timeMillis() : 0;
        }
    }

    /** Whether a record is behind the time asked about. */
    private boolean isBehind(Counter counter, JournalReader reader) {
        long clockMillis = clock == ClockMode.STREAM ? counter.tree().windows().clockMillis() : reader.wallMillis();
        return clockMillis >= request.toMillis();
    }

    private void apply(Counter counter, HistoryKeeper history, JournalReader reader) throws IOException {
        switch (reader.kind()) {
            case BATCH -> {
                counter.count(reader.payload(), reader.sequence(), reader.wallMillis());
                events += cursor.wrap(reader.payload()).eventCount();
            }
            case TICK -> counter.countTick(reader.sequence(), reader.wallMillis());
            case ACT -> counter.act(reader.payload(), reader.length(), reader.sequence(), reader.wallMillis());
            case DEFINITION -> {
                recount(counter, history, DefinitionRecord.decode(reader.payload(), reader.length()));
                counter.countTick(reader.sequence(), reader.wallMillis());
            }
        }
    }

    /** Counts anew what was counted anew there for the sake of corrections, unless the journal has lost what that takes. */
    private void recount(Counter counter, HistoryKeeper history, DefinitionRecord live) throws IOException {
        Definition definition = request.definition();
        Set<String> recounted = definition.metrics().stream()
                .map(Metric::id)
                .filter(live.recounted()::contains)
                .collect(Collectors.toSet());
        if (recounted.isEmpty() || cut) {
            return;
        }
        Outline outline = new Outline(counter.tree().windows());
        DefinitionRecord record = new DefinitionRecord(
                definition.text(),
                live.fileVersion(),
                recounted,
                live.correctedUpTo(),
                outline.segmentCounts(),
                new byte[0]);
        Recount recount = new Recount(definition, record, outline, journal, scratch.resolve("recount"), history);
        try {
            recount.readTo(endSequence, Recount.Pace.FULL);
            recount.adoptInto(counter);
            history.drain();
        } catch (IOException | RuntimeException failure) {
            recount.close();
            throw failure;
        }
    }

    /** Looks at what fires once a second, so that the farthest value of an episode is known. */
    private void look(Counter counter, long clockMillis) {
        long second = Math.floorDiv(clockMillis, SECOND_MILLIS);
        boolean combined = request.definition().rules().get(rule).trigger() instanceof Trigger.Combination;
        if (second != lookedAtSecond && book.isFiring() && !combined) {
            RuleGauges gauges = counter.tree().gauges();
            book.look((segment, sight) -> look(gauges, segment, clockMillis, sight));
        }
        lookedAtSecond = second;
    }

    private void look(RuleGauges gauges, @Nullable Segment segment, long clockMillis, Sight sight) {
        int place = gauges.place(rule, segment);
        if (place < 0) {
            sight.seeNothing(request.definition().rules().get(rule).trigger().level());
        } else {
            gauges.look(rule, place, clockMillis, sight);
        }
    }
}
