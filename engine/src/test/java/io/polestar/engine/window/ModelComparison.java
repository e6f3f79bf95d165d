package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.window.model.Meaning;
import io.polestar.engine.window.model.NaiveModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Holds every value of every metric, window and segment against the model's. */
final class ModelComparison {
    private static final int SHOWN = 10;

    private final NaiveModel model;
    private final Catalog names;
    private final Predicate<Meaning> which;

    /** @param which metrics whose values are compared */
    ModelComparison(NaiveModel model, Catalog names, Predicate<Meaning> which) {
        this.model = model;
        this.names = names;
        this.which = which;
    }

    /** @return number of values compared */
    int compare(String moment, Cells cells, long to) {
        Evaluator evaluator = new Evaluator(names, cells);
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (int window = 0; window < names.windows().size(); window++) {
            String name = names.windows().get(window).name();
            long from = model.from(name, to);
            assertThat(WindowBounds.fromMillis(
                            names.windows().get(window), model.tree().zone(), to))
                    .as("%s from of %s to %d", moment, name, to)
                    .isEqualTo(from);
            for (var ofMetric : model.values(name, from, to, which).entrySet()) {
                for (var ofSegment : ofMetric.getValue().entrySet()) {
                    double actual = value(evaluator, ofMetric.getKey().id(), window, ofSegment.getKey());
                    if (!NaiveModel.agrees(ofMetric.getKey(), ofSegment.getValue(), actual)) {
                        wrong.add(ofMetric.getKey() + " " + name + " " + ofSegment + " is " + actual);
                    }
                    compared++;
                }
            }
        }
        assertThat(wrong.stream().limit(SHOWN))
                .as("%s, clock %d, %d of %d wrong", moment, to, wrong.size(), compared)
                .isEmpty();
        return compared;
    }

    private double value(Evaluator evaluator, String metric, int window, String segment) {
        int number = names.metric(metric);
        if (segment.isEmpty()) {
            return evaluator.value(number, window, Catalog.WHOLE, 0);
        }
        int equals = segment.indexOf('=');
        int dimension = names.dimension(number, segment.substring(0, equals));
        return evaluator.value(number, window, dimension, names.segment(dimension, segment.substring(equals + 1)));
    }
}
