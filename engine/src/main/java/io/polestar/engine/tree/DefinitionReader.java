package io.polestar.engine.tree;

import io.polestar.engine.tree.EdgeReader.ComponentDraft;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a definition file, or says everything that is wrong with it.
 *
 * <p>Reading goes section by section and never stops at the first problem: a wrong value is noted and stood in for. Then the parts are
 * checked against each other. Only a text that is no YAML mapping ends it early.
 */
public final class DefinitionReader {
    private static final List<String> KEYS = List.of(
            "polestar",
            "name",
            "zone",
            "windows",
            "lateness",
            "subjectBudget",
            "history",
            "dimensions",
            "northStar",
            "metrics",
            "components",
            "influences",
            "guardrails",
            "alerts",
            "maintenance",
            "channels",
            "routes",
            "sources");
    private static final int VERSION_DIGITS = 12;

    private final Problems problems;
    private final Texts texts;
    private final WindowReader windows;

    private DefinitionReader(Problems problems) {
        this.problems = problems;
        this.texts = new Texts(problems);
        this.windows = new WindowReader(problems);
    }

    /**
     * Reads a definition.
     *
     * @param text the file's content, YAML
     * @param fileName how problems name the file
     * @throws DefinitionException if any rule of the definition language is broken; lists all that are
     */
    public static Definition read(String text, String fileName) throws DefinitionException {
        Problems problems = new Problems(fileName);
        YamlNode document = YamlText.read(text, problems);
        if (document == null && problems.isEmpty()) {
            problems.add(1, 1, "the file is empty", "begin it with polestar: 1");
        }
        if (document == null) {
            throw problems.toException();
        }
        return read(document, text, problems);
    }

    /**
     * Reads a document that has been parsed.
     *
     * @param text the file's content, which the definition keeps
     */
    static Definition read(YamlNode document, String text, Problems problems) throws DefinitionException {
        Section file = Section.open(document, document, "", problems);
        if (file == null) {
            throw problems.toException();
        }
        return new DefinitionReader(problems).definition(file, text);
    }

    private Definition definition(Section file, String text) throws DefinitionException {
        file.allowOnly(KEYS);
        Header header = Header.read(file, problems);
        List<Window> treeWindows = treeWindows(file);
        Section dimensionSection = file.section("dimensions");
        Section metricSection = metricSection(file);
        References references = new References(problems, keys(metricSection), keys(dimensionSection));

        List<Dimension> dimensions = new DimensionReader(problems, texts, references).read(dimensionSection);
        Map<String, MetricDraft> metrics =
                new MetricReader(problems, texts, references, windows, treeWindows).read(metricSection);
        EdgeReader edges = new EdgeReader(problems, texts, references);
        List<ComponentDraft> components = edges.components(file);
        List<Influence> influences = edges.influences(file);
        List<Guardrail> guardrails = edges.guardrails(file);
        Section sourceSection = file.section("sources");
        WatchedReader watched = new WatchedReader(problems, references, windows, metrics, dimensions);
        RuleCheck ruleCheck = new RuleCheck(problems, metrics, components, guardrails, keys(sourceSection));
        List<Rule> rules = new RuleReader(problems, texts, watched, header.zone(), ruleCheck).read(file);
        List<Maintenance> maintenance = new MaintenanceReader(problems, texts, header.zone()).read(file);

        TreeCheck check = new TreeCheck(problems, metrics, components);
        UnitCheck units = check.check();
        String northStar = northStar(file, references).orElse("");
        MetricDraft star = metrics.get(northStar);
        List<Source> sources = new SourceReader(problems, texts).read(sourceSection, star == null ? "" : star.owner());
        List<Channel> channels = new ChannelReader(problems, texts).read(file.section("channels"));
        List<Route> routes = new RouteReader(problems, channels).read(file);
        if (star != null) {
            check.checkDeadCorners(northStar, edges.edges());
        }
        if (!problems.isEmpty()) {
            throw problems.toException();
        }
        return new Definition(
                header.name(),
                header.zone(),
                header.latenessMillis(),
                header.subjectBudget(),
                northStar,
                dimensions,
                metrics.values().stream()
                        .map(metric -> metric.toMetric(units.unit(metric.id())))
                        .toList(),
                components.stream().map(ComponentDraft::component).toList(),
                influences,
                guardrails,
                rules,
                maintenance,
                channels,
                routes,
                sources,
                header.history(),
                text,
                version(text));
    }

    private List<Window> treeWindows(Section file) {
        if (file.node("windows") == null) {
            problems.add(file.at("windows"), "windows is missing", "write windows: [1d, 7d, 28d, today] or others");
        }
        List<Window> read = windows.list(file, "windows");
        if (file.node("windows") instanceof YamlNode.Sequence sequence
                && sequence.items().isEmpty()) {
            problems.add(sequence, "windows is empty", "write windows: [1d, 7d, 28d, today] or others");
        }
        return read;
    }

    private @Nullable Section metricSection(Section file) {
        if (file.node("metrics") == null) {
            problems.add(
                    file.at("metrics"), "metrics is missing", "write metrics: and at least the north star under it");
        }
        return file.section("metrics");
    }

    private Optional<String> northStar(Section file, References references) {
        YamlNode node = file.node("northStar");
        if (node instanceof YamlNode.Scalar scalar) {
            return references.metric(scalar.text(), scalar, "northStar");
        }
        String found = node == null
                ? "northStar is missing"
                : node instanceof YamlNode.Sequence sequence
                        ? "northStar lists " + sequence.items().size()
                        : "northStar is a mapping";
        problems.add(
                file.at("northStar"),
                "a tree has exactly one north star, " + found,
                "write northStar: and the id of one metric");
        return Optional.empty();
    }

    private static Set<String> keys(@Nullable Section section) {
        return section == null ? Set.of() : section.keys();
    }

    private static String version(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
