package io.polestar.engine.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code metrics}. */
final class MetricReader {
    static final int MAX_METRICS = 10_000;
    private static final int DEFAULT_DECIMALS = 6;

    private final Problems problems;
    private final Texts texts;
    private final References references;
    private final WindowReader windows;
    private final KindReader kinds;
    private final List<Window> treeWindows;

    MetricReader(
            Problems problems, Texts texts, References references, WindowReader windows, List<Window> treeWindows) {
        this.problems = problems;
        this.texts = texts;
        this.references = references;
        this.windows = windows;
        this.kinds = new KindReader(problems, texts, references);
        this.treeWindows = treeWindows;
    }

    /** The metrics that have an id and a body, by id. */
    Map<String, MetricDraft> read(@Nullable Section section) {
        Map<String, MetricDraft> drafts = new LinkedHashMap<>();
        if (section == null) {
            return drafts;
        }
        if (section.entries().size() > MAX_METRICS) {
            problems.add(
                    section.at(),
                    "a tree has at most " + MAX_METRICS + " metrics, found "
                            + section.entries().size(),
                    "make two trees of it");
        }
        for (YamlNode.Entry entry : section.entries()) {
            String id = texts.id(entry.key(), "metrics").orElse("unnamed");
            Section body = Section.open(
                    entry.value(), entry.key(), section.name(entry.key().text()), problems);
            if (body != null) {
                MetricDraft draft = metric(id, body);
                if (id.equals(entry.key().text())) {
                    drafts.put(id, draft);
                }
            }
        }
        return drafts;
    }

    private MetricDraft metric(String id, Section section) {
        YamlNode.Scalar owner = section.required("owner", "write owner: and who answers for the metric");
        KindReader.Reading kind = kinds.read(section);
        List<Window> own = windows.list(section, "windows");
        return new MetricDraft(
                id,
                section,
                texts.labels(section, id),
                texts.byLanguage(section, "description"),
                owner == null ? "" : owner.text(),
                unit(section, kind.needsUnit()),
                section.integer("decimals", DEFAULT_DECIMALS, 0, Metric.MAX_DECIMALS),
                kind.kind(),
                own.isEmpty() ? treeWindows : own,
                by(section),
                kind.inputs());
    }

    /** The unit as written; null if the kind gives it. */
    private @Nullable String unit(Section section, boolean required) {
        YamlNode.Scalar unit = required
                ? section.required("unit", Unit.MAX_CHARACTERS, "write unit: such as GBP, order or 1")
                : section.scalar("unit", Unit.MAX_CHARACTERS);
        if (unit == null) {
            return null;
        }
        try {
            Unit.parse(unit.text());
            return unit.text();
        } catch (IllegalArgumentException e) {
            problems.add(
                    unit,
                    section.name("unit") + " is no unit, found '" + unit.text() + "'",
                    "write names joined by * and /, such as GBP/order, or 1");
            return null;
        }
    }

    private List<String> by(Section section) {
        List<String> by = new ArrayList<>();
        String name = section.name("by");
        for (YamlNode.Scalar dimension : section.texts("by")) {
            if (by.contains(dimension.text())) {
                problems.add(dimension, name + " has '" + dimension.text() + "' twice", "remove one of them");
            } else {
                references.dimension(dimension.text(), dimension, name);
                by.add(dimension.text());
            }
        }
        return by;
    }
}
