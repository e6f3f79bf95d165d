package io.polestar.engine.tree;

import io.polestar.engine.tree.Influence.Sign;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the sections {@code components}, {@code influences} and {@code guardrails}, and notes which metric leads to which. */
final class EdgeReader {
    private static final long MAX_LAG_MILLIS = 365L * 86_400_000;
    private static final Map<String, Sign> SIGNS = Map.of("positive", Sign.POSITIVE, "negative", Sign.NEGATIVE);

    private final Problems problems;
    private final Texts texts;
    private final References references;
    private final List<Edge> edges = new ArrayList<>();

    EdgeReader(Problems problems, Texts texts, References references) {
        this.problems = problems;
        this.texts = texts;
        this.references = references;
    }

    /** Stands for a target that is not known: nothing is said about what leads there. */
    static final String UNKNOWN = "";

    /** That one metric leads to another, or to {@link #UNKNOWN}. */
    record Edge(String from, String to) {}

    /**
     * A component and where it stands.
     *
     * @param children the known metrics of its formula, guessed where a name is misspelt
     */
    record ComponentDraft(Component component, YamlNode at, String name, List<String> children) {}

    /** All edges read so far; guessed where a name is misspelt. */
    List<Edge> edges() {
        return edges;
    }

    List<ComponentDraft> components(Section file) {
        List<ComponentDraft> components = new ArrayList<>();
        Section section = file.section("components");
        if (section == null) {
            return components;
        }
        for (YamlNode.Entry entry : section.entries()) {
            String parent = entry.key().text();
            String name = section.name(parent);
            String known = references.metric(parent, entry.key(), "components").orElse(UNKNOWN);
            YamlNode.Scalar text =
                    section.required(parent, Lexer.MAX_CHARACTERS, "write a formula over the metrics it is made of");
            Formula formula = text == null ? null : texts.formula(text, name);
            List<String> children = formula == null
                    ? List.copyOf(Texts.namesIn(text, references))
                    : references.metrics(formula, entry.value(), name);
            if (formula != null) {
                components.add(new ComponentDraft(new Component(parent, formula), entry.value(), name, children));
                if (formula.variables().isEmpty()) {
                    problems.add(entry.value(), name + " names no metric", "name at least one");
                }
            }
            children.forEach(child -> edges.add(new Edge(child, known)));
        }
        return components;
    }

    List<Influence> influences(Section file) {
        List<Influence> influences = new ArrayList<>();
        Set<Edge> seen = new HashSet<>();
        for (Section section : file.sections("influences")) {
            section.allowOnly(List.of("driver", "target", "sign", "lag"));
            String driver = metric(section, "driver");
            String target = metric(section, "target");
            section.required("sign", "write sign: positive or negative");
            Sign sign = section.word("sign", SIGNS, Sign.POSITIVE);
            long lagMillis = section.millis("lag", 0, 0, MAX_LAG_MILLIS);
            checkPair(section, seen, new Edge(driver, target));
            influences.add(new Influence(driver, target, sign, lagMillis));
        }
        return influences;
    }

    List<Guardrail> guardrails(Section file) {
        List<Guardrail> guardrails = new ArrayList<>();
        Set<Edge> seen = new HashSet<>();
        for (Section section : file.sections("guardrails")) {
            section.allowOnly(List.of("metric", "guards"));
            String metric = metric(section, "metric");
            String guards = metric(section, "guards");
            checkPair(section, seen, new Edge(metric, guards));
            guardrails.add(new Guardrail(metric, guards));
        }
        return guardrails;
    }

    private String metric(Section section, String key) {
        YamlNode.Scalar id = section.required(key, "write " + key + ": and the id of a metric");
        return id == null
                ? UNKNOWN
                : references.metric(id.text(), id, section.name(key)).orElse(UNKNOWN);
    }

    private void checkPair(Section section, Set<Edge> seen, Edge edge) {
        boolean known = !edge.from().equals(UNKNOWN) && !edge.to().equals(UNKNOWN);
        if (known && edge.from().equals(edge.to())) {
            problems.add(
                    section.at(), section.path() + " leads from '" + edge.from() + "' to itself", "name two metrics");
            edges.add(new Edge(edge.from(), UNKNOWN));
        } else if (known && !seen.add(edge)) {
            problems.add(
                    section.at(),
                    section.path() + " repeats the edge from '" + edge.from() + "' to '" + edge.to() + "'",
                    "remove one of them");
        }
        edges.add(edge);
    }
}
