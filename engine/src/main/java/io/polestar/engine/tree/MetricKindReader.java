package io.polestar.engine.tree;

import io.polestar.engine.tree.Kind.Earlier;
import io.polestar.engine.tree.KindReader.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the kinds that compute from other metrics. */
final class MetricKindReader {
    private static final Map<String, Comparison> COMPARISONS =
            Arrays.stream(Comparison.values()).collect(Collectors.toMap(Comparison::word, comparison -> comparison));

    private final Problems problems;
    private final Texts texts;
    private final References references;

    MetricKindReader(Problems problems, Texts texts, References references) {
        this.problems = problems;
        this.texts = texts;
        this.references = references;
    }

    Reading ratio(Section section) {
        List<String> inputs = new ArrayList<>();
        YamlNode.Scalar numerator = input(section, "numerator", inputs);
        YamlNode.Scalar denominator = input(section, "denominator", inputs);
        if (numerator == null || denominator == null) {
            return Reading.ofMetrics(null, inputs);
        }
        return Reading.ofMetrics(new Kind.Ratio(numerator.text(), denominator.text()), inputs);
    }

    private YamlNode.@Nullable Scalar input(Section section, String key, Collection<String> inputs) {
        YamlNode.Scalar id = section.required(key, "write " + key + ": and the id of a metric");
        if (id != null) {
            references.metric(id.text(), id, section.name(key)).ifPresent(inputs::add);
        }
        return id;
    }

    Reading derived(Section section) {
        Set<String> inputs = new LinkedHashSet<>();
        Section names = section.section("earlier");
        Map<String, Earlier> earlier = names == null ? Map.of() : earlier(names, inputs);
        Formula formula = texts.formula(section, "formula");
        if (formula == null) {
            inputs.addAll(Texts.namesIn(section.node("formula"), references));
            return Reading.ofMetrics(null, List.copyOf(inputs));
        }
        for (String name : formula.variables()) {
            if (!earlier.containsKey(name)) {
                references
                        .metric(name, section.at("formula"), section.name("formula"))
                        .ifPresent(inputs::add);
            }
        }
        if (formula.variables().isEmpty()) {
            problems.add(section.at("formula"), section.name("formula") + " names no metric", "name at least one");
        }
        if (names != null) {
            refuseUnused(names, formula);
        }
        return Reading.ofMetrics(new Kind.Derived(formula, earlier), List.copyOf(inputs));
    }

    private Map<String, Earlier> earlier(Section names, Set<String> inputs) {
        Map<String, Earlier> earlier = new LinkedHashMap<>();
        for (YamlNode.Entry entry : names.entries()) {
            String name = entry.key().text();
            texts.id(entry.key(), names.path());
            if (references.isMetric(name)) {
                problems.add(
                        entry.key(),
                        names.name(name) + " has the name of a metric",
                        "rename it, such as " + name + "_before");
            }
            Section body = Section.open(entry.value(), entry.key(), names.name(name), problems);
            earlier.put(name, body == null ? new Earlier("", Comparison.PREVIOUS) : earlierValue(body, inputs));
        }
        return earlier;
    }

    private Earlier earlierValue(Section section, Set<String> inputs) {
        section.allowOnly(List.of("metric", "against"));
        YamlNode.Scalar metric = input(section, "metric", inputs);
        section.required("against", "write against: previous, weekday or year");
        Comparison comparison = section.word("against", COMPARISONS, Comparison.PREVIOUS);
        return new Earlier(metric == null ? "" : metric.text(), comparison);
    }

    private void refuseUnused(Section names, Formula formula) {
        for (YamlNode.Entry entry : names.entries()) {
            String name = entry.key().text();
            if (!formula.variables().contains(name)) {
                problems.add(
                        entry.key(),
                        names.name(name) + " is not used by the formula",
                        "name it in the formula or remove it");
            }
        }
    }
}
