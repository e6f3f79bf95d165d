package io.polestar.engine.gauge;

import io.polestar.engine.alert.RuleValues;
import io.polestar.engine.alert.Sight;
import io.polestar.engine.alert.Verdict;
import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.tree.Trigger;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.ChangedCells;
import io.polestar.engine.window.EventTap;
import io.polestar.engine.window.Windows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gauges of all rules of a tree, and when each is worth a look: those of plain values when a cell they rest on has changed, all
 * others once a second, each rule at its own twentieth of it. What follows depends on the journal alone. The thread that counts.
 */
public final class RuleGauges implements RuleValues {
    private static final int UNKNOWN = -1;
    private static final long SECOND_MILLIS = 1_000;
    private static final int PHASES = 20;
    private static final long PHASE_MILLIS = SECOND_MILLIS / PHASES;
    private static final long USUAL_STALE_MILLIS = 3_600_000;

    private final Catalog catalog;
    private final Definition definition;
    private final List<Rule> rules;
    private final Scene scene;
    private final Windows windows;
    private final Gauge[] gauges;
    private final int[] metrics;
    private final int[] dimensions;
    private final Cut[] cuts;
    private final int[] refreshed;
    private final int[][][] liveRules;
    private final MetSegments met;

    private final ChangedCells changed;
    private final SourceWatch sources;
    private final EventTap tap;
    private final List<AbsenceGauge> absences = new ArrayList<>();
    private final GaugeFormat format;
    private final ChangedCells.Visitor cellMarker = this::markCell;
    private final SourceWatch.Listener sourceMarker = this::markSources;
    private @Nullable Marks marking;
    private long lastMillis = Long.MIN_VALUE;
    private boolean fresh = true;

    public RuleGauges(Catalog catalog, Windows windows, HistoryKeeper history, Detector.Maker detectors) {
        this.catalog = catalog;
        this.definition = catalog.definition();
        this.rules = definition.rules();
        this.windows = windows;
        this.scene = new Scene(catalog, windows, history);
        this.sources = new SourceWatch(definition, windows);
        this.metrics =
                rules.stream().mapToInt(rule -> catalog.metric(rule.metric())).toArray();
        this.dimensions = rules.stream().mapToInt(this::dimensionOf).toArray();
        this.cuts = new Cut[rules.size()];
        this.refreshed = new int[rules.size()];
        this.met = new MetSegments(catalog, rules, metrics, dimensions);
        boolean[] live = new boolean[catalog.storeCount()];
        Gauges maker = new Gauges(scene, windows.trackArrivals(catalog, missed()), sources, detectors);
        this.gauges = new Gauge[rules.size()];
        for (int rule = 0; rule < gauges.length; rule++) {
            int window = catalog.window(rules.get(rule).window().name());
            cuts[rule] = new Cut(window, dimensions[rule], rules.get(rule).segment() != null);
            gauges[rule] = maker.make(rule, metrics[rule], cuts[rule]);
            noteStores(rule, live);
        }
        this.liveRules = liveRules();
        this.changed = windows.trackChanges(live);
        this.tap = new EventTap(windows, wanted());
        this.format = new GaugeFormat(rules, gauges);
    }

    private int dimensionOf(Rule rule) {
        Segment segment = rule.segment();
        String dimension = segment == null ? rule.watched().each() : segment.dimension();
        return dimension == null ? Catalog.WHOLE : catalog.dimension(catalog.metric(rule.metric()), dimension);
    }

    /** By store, whether a rule asks when something last came. */
    private boolean[] missed() {
        boolean[] missed = new boolean[catalog.storeCount()];
        for (int rule = 0; rule < metrics.length; rule++) {
            for (int store : catalog.stores(metrics[rule])) {
                missed[store] |= rules.get(rule).trigger() instanceof Trigger.Missing;
            }
        }
        return missed;
    }

    private void noteStores(int rule, boolean[] live) {
        for (int store : catalog.stores(metrics[rule])) {
            live[store] |= gauges[rule].isLive();
        }
    }

    /** By store, and by dimension with the whole first, the rules that are judged as soon as a cell changes. */
    private int[][][] liveRules() {
        List<List<List<Integer>>> lists = new ArrayList<>();
        for (int store = 0; store < catalog.storeCount(); store++) {
            List<List<Integer>> byDimension = new ArrayList<>();
            for (int dimension = Catalog.WHOLE;
                    dimension < definition.dimensions().size();
                    dimension++) {
                byDimension.add(new ArrayList<>());
            }
            lists.add(byDimension);
        }
        for (int rule = 0; rule < gauges.length; rule++) {
            if (gauges[rule].isLive()) {
                for (int store : catalog.stores(metrics[rule])) {
                    lists.get(store).get(dimensions[rule] + 1).add(rule);
                }
            }
        }
        return lists.stream()
                .map(byDimension -> byDimension.stream()
                        .map(numbers ->
                                numbers.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new))
                .toArray(int[][][]::new);
    }

    private List<EventTap.Wanted> wanted() {
        List<EventTap.Wanted> wanted = new ArrayList<>();
        for (int rule = 0; rule < gauges.length; rule++) {
            if (gauges[rule] instanceof AbsenceGauge absence
                    && rules.get(rule).trigger() instanceof Trigger.Absence trigger) {
                absences.add(absence);
                wanted.add(new EventTap.Wanted(trigger.first(), trigger.of()));
                wanted.add(new EventTap.Wanted(trigger.then(), trigger.of()));
            }
        }
        return wanted;
    }

    /** Counts the events of a sealed batch that rules wait for. */
    public void count(byte[] batch) {
        tap.read(batch, this::picked);
    }

    private void picked(int wanted, long timeMillis, String key) {
        AbsenceGauge absence = absences.get(wanted / 2);
        if (wanted % 2 == 0) {
            absence.opened(key, timeMillis);
        } else {
            absence.closed(key);
        }
    }

    /** Those that are overdue by a rule that waits for events, the longest first; none of other rules. */
    public List<String> overdue(int rule, int most) {
        return gauges[rule] instanceof AbsenceGauge absence ? absence.longest(most) : List.of();
    }

    @Override
    public void reconsider() {
        fresh = true;
        lastMillis = Long.MIN_VALUE;
        for (Gauge gauge : gauges) {
            gauge.reconsider();
        }
    }

    @Override
    public void mark(long clockMillis, Marks marks) {
        scene.begin();
        marking = marks;
        changed.drain(cellMarker);
        boolean second = crossed(clockMillis, 0);
        for (int rule = 0; rule < gauges.length; rule++) {
            if (!gauges[rule].isLive() && crossed(clockMillis, rule % PHASES * PHASE_MILLIS)) {
                refreshed[rule] = places(rule);
                resolve(rule);
                gauges[rule].refresh(refreshed[rule], clockMillis);
                marks.markAll(rule, refreshed[rule]);
            } else if (fresh && gauges[rule].isLive()) {
                marks.markAll(rule, places(rule));
            }
        }
        if (second || fresh) {
            sources.advance(clockMillis, sourceMarker);
        }
        fresh = false;
        lastMillis = clockMillis;
    }

    private void markSources(int rule) {
        if (marking != null) {
            marking.markAll(rule, places(rule));
        }
    }

    private boolean crossed(long clockMillis, long phaseMillis) {
        return lastMillis == Long.MIN_VALUE
                || Math.floorDiv(clockMillis + phaseMillis, SECOND_MILLIS)
                        != Math.floorDiv(lastMillis + phaseMillis, SECOND_MILLIS);
    }

    private void markCell(int store, int dimension, int segment) {
        Marks marks = marking;
        if (marks == null) {
            return;
        }
        for (int rule : liveRules[store][dimension + 1]) {
            if (rules.get(rule).watched().each() != null) {
                marks.mark(rule, segment);
            } else if (dimension == Catalog.WHOLE || (resolve(rule) && cuts[rule].segment(0) == segment)) {
                marks.mark(rule, 0);
            }
        }
    }

    private int places(int rule) {
        return rules.get(rule).watched().each() == null
                ? 1
                : catalog.segments(dimensions[rule]).size();
    }

    /** Finds the number of a rule's one segment; false while no event has brought it. */
    private boolean resolve(int rule) {
        Segment segment = rules.get(rule).segment();
        if (segment != null && !cuts[rule].isKnown()) {
            cuts[rule].know(catalog.segment(dimensions[rule], segment.value()));
        }
        return cuts[rule].isKnown();
    }

    @Override
    public void look(int rule, int place, long clockMillis, Sight sight) {
        look(rule, place, clockMillis, sight, false);
    }

    @Override
    public void lookBack(int rule, int place, long momentMillis, Sight sight) {
        look(rule, place, momentMillis, sight, true);
        if (sight.verdict() == Verdict.CEASED) {
            look(rule, place, momentMillis - RuleValues.stepMillis(rules.get(rule)), sight, true);
        }
    }

    private void look(int rule, int place, long atMillis, Sight sight, boolean back) {
        if (!resolve(rule) || !met.has(rule, place)) {
            sight.seeNothing(rules.get(rule).trigger().level());
            return;
        }
        try {
            if (back) {
                gauges[rule].lookBack(place, atMillis, sight);
            } else {
                gauges[rule].look(place, atMillis, sight);
            }
        } catch (ArithmeticException overflow) {
            sight.see(Verdict.FAILED, Double.NaN, sight.low(), sight.high());
        }
        if (!back && gauges[rule].needsSources() && sources.isSilent(rule)) {
            sight.judge(Verdict.SILENT);
        }
    }

    @Override
    public long watermarkMillis() {
        return windows.watermarkMillis(definition.latenessMillis(), USUAL_STALE_MILLIS);
    }

    @Override
    public @Nullable Segment segment(int rule, int place) {
        String each = rules.get(rule).watched().each();
        return each == null
                ? rules.get(rule).segment()
                : new Segment(each, catalog.segments(dimensions[rule]).get(place));
    }

    @Override
    public int place(int rule, @Nullable Segment segment) {
        if (rules.get(rule).watched().each() == null) {
            return 0;
        }
        return segment == null ? UNKNOWN : catalog.segment(dimensions[rule], segment.value());
    }

    /** Saves what is remembered. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeLong(lastMillis);
        format.write(out, refreshed, this);
    }

    /** Takes up what {@link #writeTo} saved for the same definition, windows having been restored before. */
    public void readFrom(DataInput in) throws IOException {
        lastMillis = in.readLong();
        format.read(in, refreshed, this);
    }

    /** Takes up what the gauges of the definition before remember, for rules that watch the same. */
    public void takeOver(RuleGauges before) throws IOException {
        readFrom(GaugeFormat.copy(before::writeTo));
    }

    /** Equal for equal journals. */
    public long stateHash() throws IOException {
        return GaugeFormat.digest(this::writeTo);
    }
}
