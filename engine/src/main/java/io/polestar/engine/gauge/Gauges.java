package io.polestar.engine.gauge;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Guardrail;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Trigger;
import io.polestar.engine.window.Arrivals;
import io.polestar.engine.window.Catalog;
import java.util.List;

/** Makes the gauge that a rule's trigger asks for. */
final class Gauges {
    private final Scene scene;
    private final Catalog catalog;
    private final Definition definition;
    private final Arrivals arrivals;
    private final SourceWatch sources;
    private final Detector.Maker detectors;

    Gauges(Scene scene, Arrivals arrivals, SourceWatch sources, Detector.Maker detectors) {
        this.scene = scene;
        this.catalog = scene.catalog();
        this.definition = catalog.definition();
        this.arrivals = arrivals;
        this.sources = sources;
        this.detectors = detectors;
    }

    /** @param number of the rule in the definition */
    Gauge make(int number, int metric, Cut cut) {
        Rule rule = definition.rules().get(number);
        Trigger trigger = rule.trigger();
        Baseline.Grain grain = Baseline.Grain.of(rule);
        if (trigger instanceof Trigger.Change change) {
            return new ChangeGauge(scene, metric, cut, grain, change);
        }
        if (trigger instanceof Trigger.Share share) {
            return new ShareGauge(scene, metric, cut, grain, share);
        }
        if (trigger instanceof Trigger.Target target) {
            return new TargetGauge(scene, metric, cut, grain, target);
        }
        if (trigger instanceof Trigger.Anomaly anomaly) {
            Turns turns = Turns.of(definition, rule, catalog.addsUpOverTime(metric));
            return new AnomalyGauge(
                    scene,
                    new WatchedPanes(scene, metric, cut, turns),
                    anomaly,
                    turns,
                    clockMillis -> sources.isSilentAt(number, clockMillis),
                    detectors);
        }
        if (trigger instanceof Trigger.Missing) {
            return new MissingGauge(catalog, metric, cut, trigger.level(), arrivals);
        }
        if (trigger instanceof Trigger.Unchanged) {
            return new UnchangedGauge(scene, metric, cut, trigger.level());
        }
        if (trigger instanceof Trigger.Residual residual) {
            return new ResidualGauge(scene, metric, cut, residual);
        }
        if (trigger instanceof Trigger.Absence absence) {
            return new AbsenceGauge(absence);
        }
        if (trigger instanceof Trigger.Guard guard) {
            return new GuardGauge(
                    scene,
                    cut,
                    grain,
                    guard.against(),
                    new int[] {metric},
                    guardedBy(rule),
                    guard.rise(),
                    guard.level());
        }
        if (trigger instanceof Trigger.Hollow hollow) {
            return new GuardGauge(
                    scene,
                    cut,
                    grain,
                    hollow.against(),
                    guardsOf(rule),
                    new int[] {metric},
                    hollow.rise(),
                    hollow.level());
        }
        if (trigger instanceof Trigger.Combination) {
            return new IdleGauge(trigger.level());
        }
        return new ValueGauge(scene, metric, cut, trigger.level());
    }

    private int[] guardedBy(Rule rule) {
        return numbers(definition.guardrails().stream()
                .filter(edge -> edge.metric().equals(rule.metric()))
                .map(Guardrail::guards)
                .toList());
    }

    private int[] guardsOf(Rule rule) {
        return numbers(definition.guardrails().stream()
                .filter(edge -> edge.guards().equals(rule.metric()))
                .map(Guardrail::metric)
                .toList());
    }

    private int[] numbers(List<String> metrics) {
        return metrics.stream().mapToInt(catalog::metric).toArray();
    }
}
