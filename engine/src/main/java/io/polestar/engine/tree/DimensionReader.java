package io.polestar.engine.tree;

import io.polestar.engine.tree.Dimension.Origin;
import io.polestar.engine.tree.Dimension.TimePart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code dimensions}. */
final class DimensionReader {
    static final int MAX_DIMENSIONS = 64;
    private static final int DEFAULT_BOUND = 1_000;

    private static final List<String> ORIGINS = List.of("property", "time", "pair");
    private static final Map<String, TimePart> TIME_PARTS =
            Arrays.stream(TimePart.values()).collect(Collectors.toMap(TimePart::word, part -> part));

    private final Problems problems;
    private final Texts texts;
    private final References references;

    DimensionReader(Problems problems, Texts texts, References references) {
        this.problems = problems;
        this.texts = texts;
        this.references = references;
    }

    /** The dimensions that have an id and a body. */
    List<Dimension> read(@Nullable Section section) {
        List<Dimension> dimensions = new ArrayList<>();
        List<Section> pairs = new ArrayList<>();
        if (section == null) {
            return dimensions;
        }
        if (section.entries().size() > MAX_DIMENSIONS) {
            problems.add(
                    section.at(),
                    "a tree has at most " + MAX_DIMENSIONS + " dimensions, found "
                            + section.entries().size(),
                    "remove some");
        }
        for (YamlNode.Entry entry : section.entries()) {
            Optional<String> id = texts.id(entry.key(), "dimensions");
            String path = section.name(entry.key().text());
            Section body = Section.open(entry.value(), entry.key(), path, problems);
            if (body != null) {
                Dimension dimension = dimension(id.orElse("unnamed"), body);
                id.ifPresent(known -> dimensions.add(dimension));
                if (dimension.origin() instanceof Dimension.Pair) {
                    pairs.add(body);
                }
            }
        }
        pairs.forEach(body -> checkParts(body, dimensions));
        return dimensions;
    }

    private void checkParts(Section section, List<Dimension> dimensions) {
        Set<String> pairs = dimensions.stream()
                .filter(dimension -> dimension.origin() instanceof Dimension.Pair)
                .map(Dimension::id)
                .collect(Collectors.toSet());
        for (YamlNode.Scalar part : section.texts("pair")) {
            references.dimension(part.text(), part, section.name("pair"));
            if (pairs.contains(part.text())) {
                problems.add(
                        part,
                        section.name("pair") + " names the pair '" + part.text() + "'",
                        "name two dimensions of a property or a time");
            }
        }
    }

    private Dimension dimension(String id, Section section) {
        section.allowOnly(List.of("labels", "property", "time", "pair", "bound"));
        int bound = section.integer("bound", DEFAULT_BOUND, 1, Dimension.MAX_BOUND);
        return new Dimension(id, texts.labels(section, id), origin(section), bound);
    }

    private Origin origin(Section section) {
        if (ORIGINS.stream().filter(section::has).count() != 1) {
            problems.add(
                    section.at(),
                    section.path() + " has one of property, time and pair",
                    "write property: and a name, time: hour or weekday, or pair: [a, b]");
            return new Dimension.Property("");
        }
        if (section.has("time")) {
            section.required("time", "write time: hour or weekday");
            return section.word("time", TIME_PARTS, TimePart.HOUR_OF_DAY);
        }
        if (section.has("pair")) {
            return pair(section);
        }
        YamlNode.Scalar property = section.required("property", "write property: and the name of a property");
        return new Dimension.Property(property == null ? "" : property.text());
    }

    private Origin pair(Section section) {
        List<String> parts =
                section.texts("pair").stream().map(YamlNode.Scalar::text).toList();
        if (parts.size() != 2 || parts.get(0).equals(parts.get(1))) {
            problems.add(
                    section.at("pair"),
                    section.name("pair") + " names two dimensions, found " + parts,
                    "write pair: [country, channel] or others");
            return new Dimension.Pair("", "");
        }
        return new Dimension.Pair(parts.get(0), parts.get(1));
    }
}
