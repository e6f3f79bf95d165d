package io.polestar.engine.window;

import io.polestar.engine.tree.EventFilter;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way in which events reach a metric's store, as its kind says: which events, and what of them is key and value of
 * {@link Store#add}.
 *
 * <pre>
 * kind                        key      value
 * count                       .        0
 * sum average min max last    .        the formula's, fixed-point
 * gauge cumulative            .        the formula's or one, fixed-point; negative what falls
 * distinct session            subject  0
 * quantile                    entity   the formula's, fixed-point
 * repeat                      subject  hash of the distinct property, or 0
 * conversion                  subject  number of the step, from 0
 * retention                   subject  {@link #FIRST}, {@link #BACK} or both
 * </pre>
 *
 * @param events which events
 * @param key the property whose hash is the key, null without one
 * @param formula the value as a formula, null if it is no formula
 * @param distinct the property whose hash is the value, null if it is none
 * @param constant the value if it is neither; with a formula, -1 turns its sign
 * @param one whether the constant is in whole ones, to be made fixed-point
 */
record Feeding(
        EventFilter events,
        @Nullable String key,
        @Nullable Formula formula,
        @Nullable String distinct,
        long constant,
        boolean one) {
    static final long FIRST = 1;
    static final long BACK = 2;

    /** The ways into a metric of this kind; none when it is computed from others. */
    static List<Feeding> of(Kind kind) {
        if (kind instanceof Kind.Count count) {
            return List.of(constant(count.events(), null, 0));
        }
        if (kind instanceof Kind.Sum sum) {
            return List.of(formula(sum.events(), null, sum.value()));
        }
        if (kind instanceof Kind.Average average) {
            return List.of(formula(average.events(), null, average.value()));
        }
        if (kind instanceof Kind.Min min) {
            return List.of(formula(min.events(), null, min.value()));
        }
        if (kind instanceof Kind.Max max) {
            return List.of(formula(max.events(), null, max.value()));
        }
        if (kind instanceof Kind.Last last) {
            return List.of(formula(last.events(), null, last.value()));
        }
        if (kind instanceof Kind.Cumulative cumulative) {
            return List.of(flow(cumulative.flow(), 1));
        }
        if (kind instanceof Kind.Gauge gauge) {
            return gauge.falls() == null
                    ? List.of(flow(gauge.rises(), 1))
                    : List.of(flow(gauge.rises(), 1), flow(gauge.falls(), -1));
        }
        return ofKeyed(kind);
    }

    private static List<Feeding> ofKeyed(Kind kind) {
        if (kind instanceof Kind.Distinct distinct) {
            return List.of(constant(distinct.events(), distinct.of(), 0));
        }
        if (kind instanceof Kind.Session session) {
            return List.of(constant(session.events(), session.of(), 0));
        }
        if (kind instanceof Kind.Quantile quantile) {
            return List.of(formula(quantile.events(), quantile.per(), quantile.value()));
        }
        if (kind instanceof Kind.Repeat repeat) {
            return List.of(new Feeding(repeat.events(), repeat.of(), null, repeat.distinct(), 0, false));
        }
        if (kind instanceof Kind.Conversion conversion) {
            List<Feeding> steps = new ArrayList<>();
            for (EventFilter step : conversion.steps()) {
                steps.add(constant(step, conversion.of(), steps.size()));
            }
            return steps;
        }
        if (kind instanceof Kind.Retention retention) {
            return retention.first().equals(retention.back())
                    ? List.of(constant(retention.first(), retention.of(), FIRST | BACK))
                    : List.of(
                            constant(retention.first(), retention.of(), FIRST),
                            constant(retention.back(), retention.of(), BACK));
        }
        return List.of();
    }

    private static Feeding constant(EventFilter events, @Nullable String key, long constant) {
        return new Feeding(events, key, null, null, constant, false);
    }

    private static Feeding formula(EventFilter events, @Nullable String key, Formula value) {
        return new Feeding(events, key, value, null, 1, false);
    }

    private static Feeding flow(Kind.Flow flow, int sign) {
        return new Feeding(flow.events(), null, flow.value(), null, sign, true);
    }

    /** The properties it looks at. */
    List<String> properties() {
        List<String> names = new ArrayList<>(events.where().properties());
        if (key != null) {
            names.add(key);
        }
        if (formula != null) {
            names.addAll(formula.variables());
        }
        if (distinct != null) {
            names.add(distinct);
        }
        return names;
    }
}
