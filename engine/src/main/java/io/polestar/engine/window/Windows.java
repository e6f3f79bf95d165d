package io.polestar.engine.window;

import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.history.HistoryRow;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Metric;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts journalled events into the windows of every metric, in journal order. What it holds depends on nothing but the
 * definition and the journal's records: replaying them gives the same {@link #stateHash}. One thread.
 */
public final class Windows {
    private final Plan plan;
    private final boolean streamClock;
    private final Store[] stores;
    private final StoreClock clock;
    private final EventFields fields;
    private final SourceBook sources;
    private final CellSet uncorrected = new CellSet();
    private final Figures figures = new Figures();
    private final EventCursor cursor = new EventCursor();
    private final int[] segmentOfDimension;
    private final long[] segmentStamp;
    private int[] typeOfName = new int[64];

    private long stamp;
    private @Nullable ChangedCells changed;
    private @Nullable Arrivals arrivals;
    private Retracted retracted = new Retracted();
    private long key;
    private long value;

    /**
     * @param streamClock whether the newest event moves the clock, rather than the records' wall clock
     * @param history takes what every closed second added
     * @param atEdge told the clock whenever it has reached a moment at which values change by themselves
     */
    public Windows(
            Definition definition,
            boolean streamClock,
            KeyedHash hash,
            Consumer<HistoryRow> history,
            LongConsumer atEdge) {
        this(definition, streamClock, new Plan(definition, hash, new HistoryFeed(history), Plan.Parts.FRESH), atEdge);
    }

    /** Windows that count nothing but what one metric, and what it is computed from, needs; history is not told. */
    public static Windows of(Definition definition, String metric, boolean streamClock, KeyedHash hash) {
        Set<Object> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(metric));
        while (!open.isEmpty()) {
            Metric next = definition.metric(open.remove());
            needed.add(Accumulation.key(definition, next, Accumulation.gathered(next.kind())));
            open.addAll(next.kind().inputs());
        }
        Plan.Parts parts = new Plan.Parts() {
            @Override
            public boolean counts(Object key) {
                return needed.contains(key);
            }
        };
        return new Windows(
                definition, streamClock, new Plan(definition, hash, new HistoryFeed(row -> {}), parts), edge -> {});
    }

    /** Windows that count by a plan whose parts may have counted before; {@link #takeOver} brings the rest of their state. */
    Windows(Definition definition, boolean streamClock, Plan plan, LongConsumer atEdge) {
        this.plan = plan;
        this.streamClock = streamClock;
        this.stores = plan.accumulations.stream().map(Accumulation::store).toArray(Store[]::new);
        this.clock = new StoreClock(stores, this::change, atEdge);
        this.fields = new EventFields(plan.properties);
        this.sources = new SourceBook(definition.latenessMillis(), plan.hash());
        this.segmentOfDimension = new int[plan.dimensions.length];
        this.segmentStamp = new long[plan.dimensions.length];
    }

    /** Counts the events of a sealed batch journalled at {@code wallMillis}. */
    public void apply(byte[] batch, long wallMillis) {
        cursor.wrap(batch);
        if (!streamClock) {
            clock.advanceTo(wallMillis + 1);
        }
        figures.duplicates += cursor.duplicates();
        figures.refused += cursor.refusals();
        sources.advance(wallMillis);
        bindNames();
        while (cursor.next()) {
            if (cursor.dropped()) {
                sources.noteDropped(cursor);
            } else if (!retracted.leavesOut(cursor)) {
                count(cursor.retracts());
            }
        }
    }

    /** Leaves out events of which it is known beforehand that they will be taken back. Before the first record. */
    public void leaveOut(Retracted takenBack) {
        retracted = takenBack;
    }

    /** Moves the clock without an event; a stream clock stands still. */
    public void tick(long wallMillis) {
        sources.advance(wallMillis);
        if (!streamClock) {
            clock.advanceTo(wallMillis + 1);
        }
    }

    private void bindNames() {
        fields.bind(cursor);
        sources.bind(cursor);
        int limit = cursor.nameLimit();
        if (limit > typeOfName.length) {
            typeOfName = new int[Math.max(limit, typeOfName.length * 2)];
        }
        Arrays.fill(typeOfName, 0, limit, UNRESOLVED);
    }

    private static final int UNRESOLVED = -2;

    private void count(boolean retracts) {
        long time = cursor.timeMillis();
        if (retracts) {
            figures.retractions++;
        } else {
            note(time);
        }
        int type = typeOf(cursor.typeRef());
        if (type >= 0) {
            fields.fill(cursor);
            stamp++;
            List<Plan.Filtered> filters = plan.filtersOfType.get(type);
            boolean kept = true;
            for (int index = 0; index < filters.size(); index++) {
                Plan.Filtered filtered = filters.get(index);
                if (filtered.where().test(fields)) {
                    kept &= countAll(filtered.countings(), time, retracts);
                }
            }
            figures.beyondPanes += kept ? 0 : 1;
        }
    }

    private void note(long time) {
        if (streamClock) {
            clock.advanceTo(time + 1);
        }
        figures.events++;
        figures.since = Math.min(figures.since, time);
        figures.late += sources.note(cursor, time) ? 1 : 0;
    }

    private int typeOf(int name) {
        int type = typeOfName[name];
        if (type == UNRESOLVED) {
            type = plan.types.find(cursor.bytes(), cursor.nameOffset(name), cursor.nameLength(name));
            typeOfName[name] = type;
        }
        return type;
    }

    /** Which events of a sealed batch some metric counts, by their position in it; changes nothing. */
    public boolean[] counted(byte[] batch) {
        cursor.wrap(batch);
        bindNames();
        boolean[] counted = new boolean[cursor.eventCount()];
        for (int event = 0; cursor.next(); event++) {
            int type = cursor.dropped() ? -1 : typeOf(cursor.typeRef());
            if (type >= 0) {
                fields.fill(cursor);
                for (Plan.Filtered filtered : plan.filtersOfType.get(type)) {
                    counted[event] |= filtered.where().test(fields)
                            && filtered.countings().stream().anyMatch(this::read);
                }
            }
        }
        return counted;
    }

    private boolean countAll(List<Plan.Counting> countings, long time, boolean retracts) {
        boolean kept = true;
        for (int index = 0; index < countings.size(); index++) {
            Plan.Counting counting = countings.get(index);
            if (read(counting)) {
                MetricCells cells = counting.cells();
                kept &= count(counting.store(), cells.whole(), time, retracts);
                for (int dimension = 0; dimension < cells.dimensionCount(); dimension++) {
                    int segment = segmentOf(cells.dimension(dimension), time);
                    if (retracts && wasFolded(cells.dimension(dimension), time)) {
                        uncorrected.add(counting.store());
                    } else {
                        kept &= count(counting.store(), cells.cellFor(dimension, segment), time, retracts);
                    }
                }
            }
        }
        return kept;
    }

    /** Whether the event at hand may once have been counted in another segment than it belongs to now. */
    private boolean wasFolded(int dimension, long time) {
        DimensionSegments segments = plan.dimensions[dimension];
        return segments.wasFolded(segmentOf(dimension, time))
                || segments.isPair() && (wasFolded(segments.first(), time) || wasFolded(segments.second(), time));
    }

    /** Reads what the event adds to the metric; false when it has nothing for it. */
    private boolean read(Plan.Counting counting) {
        key = 0;
        if (counting.keySlot() >= 0) {
            key = fields.hash(counting.keySlot(), plan.hash());
            if (key == 0) {
                return false;
            }
        }
        if (counting.formula() != null) {
            return readNumber(counting.formula(), counting);
        }
        value = counting.constant();
        if (counting.valueSlot() >= 0) {
            value = fields.hash(counting.valueSlot(), plan.hash());
            return value != 0;
        }
        return true;
    }

    private boolean readNumber(Formula.Bound formula, Plan.Counting counting) {
        double number = formula.evaluate(fields);
        if (Double.isNaN(number)) {
            return false;
        }
        long units = FixedPoint.of(number, counting.decimals());
        figures.valueErrors += units == FixedPoint.OVERFLOW ? 1 : 0;
        value = units * counting.constant();
        return units != FixedPoint.OVERFLOW;
    }

    private boolean count(int store, int cell, long time, boolean retracts) {
        if (time >= clock.millis()) {
            clock.early().add(store, cell, time, key, value, retracts);
            return true;
        }
        return change(store, cell, time, key, value, retracts);
    }

    private boolean change(int store, int cell, long time, long keyOfEvent, long valueOfEvent, boolean retracts) {
        if (!retracts) {
            if (arrivals != null) {
                arrivals.note(store, cell, time);
            }
            return stores[store].add(cell, time, keyOfEvent, valueOfEvent);
        }
        if (!stores[store].retract(cell, time, keyOfEvent, valueOfEvent)) {
            uncorrected.add(store);
        }
        return true;
    }

    private int segmentOf(int dimension, long time) {
        if (segmentStamp[dimension] != stamp) {
            segmentStamp[dimension] = stamp;
            DimensionSegments segments = plan.dimensions[dimension];
            segmentOfDimension[dimension] = segments.isPair()
                    ? segments.ofPair(segmentOf(segments.first(), time), segmentOf(segments.second(), time))
                    : segments.of(fields, time);
        }
        return segmentOfDimension[dimension];
    }

    /** Brings all totals up to the last event. */
    public void flush() {
        for (Store store : stores) {
            store.flush();
        }
    }

    /**
     * Begins to keep track of which cells change. To be called once.
     *
     * @param watched which stores, by number
     */
    public ChangedCells trackChanges(boolean[] watched) {
        ChangedCells tracked = new ChangedCells(this, watched);
        changed = tracked;
        return tracked;
    }

    /**
     * Begins to keep track of when events last came. To be called once.
     *
     * @param watched which stores, by number
     */
    public Arrivals trackArrivals(Catalog catalog, boolean[] watched) {
        Arrivals tracked = new Arrivals(catalog, watched);
        arrivals = tracked;
        return tracked;
    }

    /** Called before what has changed is published and forgotten. */
    void noteChanges() {
        if (changed != null) {
            changed.note();
        }
    }

    /**
     * When something last came from a source: the record's wall clock, or on a stream clock, which knows no arrivals, the newest event's time;
     * {@code Long.MIN_VALUE} if it has never sent.
     */
    public long heardMillis(String source) {
        for (int number = 0; number < sources.size(); number++) {
            if (sources.name(number).equals(source)) {
                return sources.figure(number, streamClock ? SourceBook.NEWEST : SourceBook.ARRIVAL);
            }
        }
        return Long.MIN_VALUE;
    }

    /** The least watermark of the sources whose newest event is not older than given; that of the newest event when there is none. */
    public long watermarkMillis(long latenessMillis, long staleMillis) {
        long least = Long.MAX_VALUE;
        for (int source = 0; source < sources.size(); source++) {
            long newest = sources.newestMillis(source);
            if (clock.millis() - newest <= staleMillis) {
                least = Math.min(least, newest);
            }
        }
        return (least == Long.MAX_VALUE ? newestMillis() : least) - latenessMillis;
    }

    /** Exclusive end of all windows, epoch milliseconds; {@code Long.MIN_VALUE} before the first record. */
    public long clockMillis() {
        return clock.millis();
    }

    /** Time of the newest event counted, epoch milliseconds; 0 before the first. */
    public long newestMillis() {
        long newest = 0;
        for (int source = 0; source < sources.size(); source++) {
            newest = Math.max(newest, sources.newestMillis(source));
        }
        return newest;
    }

    /** What is told of the counting besides values. */
    public Figures figures() {
        return figures;
    }

    /**
     * Takes over the clock, the figures and the waiting events of windows whose stores these have.
     *
     * @param ownNumbers gives each of the other's stores its number here, less than 0 when it is not here
     */
    void takeOver(Windows before, IntUnaryOperator ownNumbers) {
        clock.set(before.clockMillis());
        figures.copyFrom(before.figures);
        sources.takeOver(before.sources);
        takeOverStores(before, ownNumbers);
    }

    /** Moves the clock to that of others: it is behind when the newest event was left out. */
    void catchUpWith(Windows other) {
        clock.advanceTo(other.clockMillis());
    }

    /** Takes over the waiting events of stores, and which stores could not be corrected. */
    void takeOverStores(Windows before, IntUnaryOperator ownNumbers) {
        clock.early().addAll(before.clock.early(), ownNumbers);
        for (int index = 0; index < before.uncorrected.size(); index++) {
            int number = ownNumbers.applyAsInt(before.uncorrected.get(index));
            if (number >= 0) {
                uncorrected.add(number);
            }
        }
    }

    /** Whether a correction waits for some metrics to be counted anew. */
    public boolean hasUncorrected() {
        return uncorrected.size() > 0;
    }

    /** Whether a metric's store could not take back what a correction retracted. */
    boolean isUncorrected(int store) {
        return uncorrected.has(store);
    }

    boolean streamClock() {
        return streamClock;
    }

    Store[] stores() {
        return stores;
    }

    SourceBook sources() {
        return sources;
    }

    Plan plan() {
        return plan;
    }

    /** Writes everything this holds; {@link #readFrom} of a fresh instance of the same definition takes it up. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeLong(clock.millis());
        figures.writeTo(out);
        out.writeInt(plan.history.taken());
        for (DimensionSegments dimension : plan.dimensions) {
            dimension.writeTo(out);
        }
        for (Accumulation accumulation : plan.accumulations) {
            accumulation.cells().writeTo(out);
            accumulation.store().writeTo(out);
        }
        uncorrected.writeTo(out);
        sources.writeTo(out);
        clock.early().writeTo(out);
    }

    /** Takes up what {@link #writeTo} wrote. */
    public void readFrom(DataInput in) throws IOException {
        clock.set(in.readLong());
        figures.readFrom(in);
        plan.history.restore(in.readInt());
        for (DimensionSegments dimension : plan.dimensions) {
            dimension.readFrom(in);
        }
        for (Accumulation accumulation : plan.accumulations) {
            accumulation.cells().readFrom(in);
            accumulation.store().readFrom(in);
        }
        uncorrected.readFrom(in);
        sources.readFrom(in);
        clock.early().readFrom(in);
    }

    /** Hash of everything this holds: equal journals give equal hashes, replayed whole or from a snapshot on. */
    public long stateHash() {
        long hash = KeyedHash.combine(clock.millis(), figures.stateHash());
        for (DimensionSegments dimension : plan.dimensions) {
            hash = KeyedHash.combine(hash, dimension.stateHash());
        }
        for (Accumulation accumulation : plan.accumulations) {
            hash = KeyedHash.combine(hash, accumulation.cells().stateHash());
            hash = KeyedHash.combine(hash, accumulation.store().stateHash());
        }
        return KeyedHash.combine(
                hash, KeyedHash.combine(sources.stateHash(), clock.early().stateHash()));
    }
}
