package io.polestar.engine.explain;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.Term;
import java.util.HashMap;
import java.util.Map;

/** How the change of each metric is shared out among segments, by its kind. */
final class SegmentMethods {
    private final Map<String, Metric> metrics = new HashMap<>();
    private final Map<String, Method> known = new HashMap<>();

    SegmentMethods(Definition definition) {
        definition.metrics().forEach(metric -> metrics.put(metric.id(), metric));
    }

    /** The method for a metric of the tree. Each metric is looked at once, so that shared inputs cost nothing. */
    Method of(String id) {
        Method method = known.get(id);
        if (method == null) {
            Metric metric = metrics.get(id);
            if (metric == null) {
                throw new IllegalArgumentException("the tree has no such metric, metric=" + id);
            }
            method = of(metric.kind());
            known.put(id, method);
        }
        return method;
    }

    private Method of(Kind kind) {
        if (kind instanceof Kind.Derived derived) {
            if (derived.earlier().isEmpty() && derived.formula().quotient() != null) {
                return Method.MIX_RATE;
            }
            boolean addsUp = derived.formula().terms().stream().allMatch(SegmentMethods::linear)
                    && derived.inputs().stream().allMatch(input -> of(input) == Method.DIFFERENCE);
            return addsUp ? Method.DIFFERENCE : Method.OWN_CHANGE;
        }
        if (kind instanceof Kind.Session session) {
            return session.measure() == Kind.Session.Measure.AVERAGE_MINUTES ? Method.MIX_RATE : Method.OWN_CHANGE;
        }
        boolean ratio = kind instanceof Kind.Ratio
                || kind instanceof Kind.Average
                || kind instanceof Kind.Repeat
                || kind instanceof Kind.Conversion
                || kind instanceof Kind.Retention;
        boolean addsUp = kind instanceof Kind.Count
                || kind instanceof Kind.Sum
                || kind instanceof Kind.Gauge
                || kind instanceof Kind.Cumulative;
        return ratio ? Method.MIX_RATE : addsUp ? Method.DIFFERENCE : Method.OWN_CHANGE;
    }

    private static boolean linear(Term term) {
        return term.linear();
    }
}
