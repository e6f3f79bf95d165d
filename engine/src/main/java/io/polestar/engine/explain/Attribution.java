package io.polestar.engine.explain;

import io.polestar.engine.explain.Contribution.Part;
import io.polestar.engine.explain.Figures.OfSegment;
import io.polestar.engine.explain.Figures.Sides;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Explains changes from figures alone: what each metric was and is, as a whole and by segment. Contributions add up to the change to the last
 * digit or two; sums are never of NaN. For one explanation and one thread.
 */
final class Attribution {
    private static final Comparator<SegmentChange> GREATEST_FIRST = Comparator.comparingDouble((SegmentChange change) ->
                    Double.isNaN(change.contribution()) ? 0 : -Math.abs(change.contribution()))
            .thenComparing(SegmentChange::segment);

    private final Nesting nesting;
    private final SegmentMethods methods;
    private final Map<String, Figures> figures;
    private final int mostSegments;

    /**
     * @param figures of each metric that the nesting needs
     * @param mostSegments how many segments of a dimension are told by name
     */
    Attribution(Definition definition, Nesting nesting, Map<String, Figures> figures, int mostSegments) {
        this.nesting = nesting;
        this.methods = new SegmentMethods(definition);
        this.figures = figures;
        this.mostSegments = mostSegments;
    }

    /** Why one of the explained metrics changed. */
    MetricChange of(String id) {
        Metric metric = nesting.metric(id);
        Figures own = figures(id);
        double before = own.whole().before().value();
        double now = own.whole().now().value();
        Formula component = nesting.component(id);
        Formula inputs = nesting.inputs(id);
        List<DimensionChange> dimensions = new ArrayList<>();
        for (String dimension : metric.by()) {
            List<OfSegment> segments = own.segments().get(dimension);
            if (segments != null) {
                dimensions.add(byDimension(metric, dimension, own.whole(), segments));
            }
        }
        return new MetricChange(
                id,
                before,
                now,
                now - before,
                own.whole().presence(),
                component == null ? null : byFormula(metric, component, own, true),
                inputs == null ? null : byFormula(metric, inputs, own, false),
                dimensions,
                nesting.childrenOf(id).stream().map(this::of).toList());
    }

    private Figures figures(String id) {
        Figures found = figures.get(id);
        if (found == null) {
            throw new IllegalArgumentException("an explanation needs the figures of each metric in it, metric=" + id);
        }
        return found;
    }

    private FormulaChange byFormula(Metric metric, Formula formula, Figures own, boolean component) {
        List<String> names = formula.variables();
        Map<String, Sides> earlier = component ? Map.of() : own.earlier();
        Sides[] sides = names.stream().map(name -> sides(name, earlier)).toArray(Sides[]::new);
        double[] before = values(sides, side -> side.before().value());
        double[] now = values(sides, side -> side.now().value());
        Sides whole = own.whole();
        FormulaSplit.Shares shares =
                whole.presence() == Presence.BOTH ? new FormulaSplit(formula).split(before, now) : null;
        double[] parts = new double[names.size() + 1];
        double remainder = whole.now().value() - whole.before().value();
        if (shares != null) {
            System.arraycopy(shares.contributions(), 0, parts, 0, names.size());
            parts[names.size()] = shares.joint();
            remainder = new Change(whole.before().value(), whole.now().value()).remainder(parts);
        }
        List<Contribution> contributions = new ArrayList<>();
        for (int name = 0; name < names.size(); name++) {
            contributions.add(Contribution.of(
                    earlier.containsKey(names.get(name)) ? Part.EARLIER : Part.METRIC,
                    names.get(name),
                    before[name],
                    now[name],
                    shares == null ? Double.NaN : parts[name]));
        }
        if (component) {
            contributions.add(Contribution.of(
                    Part.RESIDUAL,
                    "",
                    whole.before().value() - (shares == null ? Double.NaN : shares.before()),
                    whole.now().value() - (shares == null ? Double.NaN : shares.now()),
                    remainder));
        } else {
            parts[names.size()] += Double.isNaN(remainder) ? 0 : remainder;
        }
        if (parts[names.size()] != 0) {
            contributions.add(Contribution.of(Part.JOINT, "", Double.NaN, Double.NaN, parts[names.size()]));
        }
        return new FormulaChange(
                formula.text(), shares == null ? List.of() : List.copyOf(shares.methods()), contributions);
    }

    private Sides sides(String name, Map<String, Sides> earlier) {
        Sides before = earlier.get(name);
        return before == null ? figures(name).whole() : before;
    }

    private static double[] values(Sides[] sides, ToDoubleFunction<Sides> value) {
        double[] values = new double[sides.length];
        for (int side = 0; side < sides.length; side++) {
            values[side] = value.applyAsDouble(sides[side]);
        }
        return values;
    }

    private DimensionChange byDimension(Metric metric, String dimension, Sides whole, List<OfSegment> segments) {
        Method method = methods.of(metric.id());
        if (method == Method.MIX_RATE && !(divisible(whole.before()) && divisible(whole.now()))) {
            method = Method.OWN_CHANGE;
        }
        SegmentSplit split = whole.presence() == Presence.BOTH ? split(method, whole, segments) : null;
        List<SegmentChange> changes = new ArrayList<>();
        for (int segment = 0; segment < segments.size(); segment++) {
            Sides sides = segments.get(segment).sides();
            changes.add(new SegmentChange(
                    segments.get(segment).segment(),
                    sides.before().value(),
                    sides.now().value(),
                    split == null ? Double.NaN : split.shares()[segment],
                    split == null || split.mix().length == 0 ? Double.NaN : split.mix()[segment],
                    split == null || split.rate().length == 0 ? Double.NaN : split.rate()[segment],
                    sides.presence()));
        }
        changes.sort(GREATEST_FIRST);
        List<SegmentChange> told = changes.subList(0, Math.min(mostSegments, changes.size()));
        ExactSum rest = new ExactSum();
        for (SegmentChange change : changes.subList(told.size(), changes.size())) {
            rest.add(change.contribution());
        }
        return new DimensionChange(
                dimension,
                method,
                told,
                changes.size() - told.size(),
                split == null ? Double.NaN : rest.get(),
                split == null ? Double.NaN : split.remainder());
    }

    /** Whether it is known what the value is made of. */
    private static boolean divisible(Figure figure) {
        return Double.isNaN(figure.value())
                || (Double.isFinite(figure.numerator() / figure.denominator()) && figure.denominator() != 0);
    }

    private static @Nullable SegmentSplit split(Method method, Sides whole, List<OfSegment> segments) {
        Sides[] sides = segments.stream().map(OfSegment::sides).toArray(Sides[]::new);
        Change change = new Change(whole.before().value(), whole.now().value());
        if (method != Method.MIX_RATE) {
            return SegmentSplit.byDifference(
                    change,
                    orZero(values(sides, side -> side.before().value())),
                    orZero(values(sides, side -> side.now().value())));
        }
        return SegmentSplit.byMixAndRate(
                change,
                new SegmentSplit.Parts(
                        whole.before().numerator(),
                        whole.before().denominator(),
                        orZero(values(sides, side -> side.before().numerator())),
                        orZero(values(sides, side -> side.before().denominator()))),
                new SegmentSplit.Parts(
                        whole.now().numerator(),
                        whole.now().denominator(),
                        orZero(values(sides, side -> side.now().numerator())),
                        orZero(values(sides, side -> side.now().denominator()))));
    }

    private static double[] orZero(double[] values) {
        for (int index = 0; index < values.length; index++) {
            values[index] = Double.isNaN(values[index]) ? 0 : values[index];
        }
        return values;
    }
}
