package io.polestar.engine.view;

import io.polestar.engine.tree.EventFilter;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Evaluator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how far the attempts of a conversion got. */
final class StepsReader {
    private StepsReader() {}

    /** The steps of what a cut reads; null if its metric is no conversion. */
    static @Nullable StepsReading read(Catalog catalog, Cut cut, Evaluator values, long clockMillis) {
        if (!(catalog.metric(cut.metric()).kind() instanceof Kind.Conversion conversion)) {
            return null;
        }
        List<StepsReading.Step> steps = new ArrayList<>();
        double first = Double.NaN;
        double before = Double.NaN;
        for (int step = 0; step < conversion.steps().size(); step++) {
            double reached = values.column(cut.metric(), cut.window(), cut.dimension(), cut.segment(), step);
            first = step == 0 ? reached : first;
            EventFilter events = conversion.steps().get(step);
            steps.add(new StepsReading.Step(
                    events.eventType(), events.where().text(), reached, share(reached, first), share(reached, before)));
            before = reached;
        }
        return new StepsReading(steps, clockMillis - conversion.withinMillis());
    }

    private static double share(double reached, double of) {
        return of == 0 ? Double.NaN : reached / of;
    }
}
