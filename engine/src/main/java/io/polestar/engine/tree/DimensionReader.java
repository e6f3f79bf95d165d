package io.polestar.engine.tree;

import io.polestar.engine.tree.Dimension.Origin;
import io.polestar.engine.tree.Dimension.TimePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code dimensions}. */
final class DimensionReader {
    static final int MAX_DIMENSIONS = 64;
    private static final int DEFAULT_BOUND = 1_000;

    private static final Map<String, TimePart> TIME_PARTS =
            Map.of("hour", TimePart.HOUR_OF_DAY, "weekday", TimePart.DAY_OF_WEEK);

    private final Problems problems;
    private final Texts texts;

    DimensionReader(Problems problems, Texts texts) {
        this.problems = problems;
        this.texts = texts;
    }

    /** The dimensions that have an id and a body. */
    List<Dimension> read(@Nullable Section section) {
        List<Dimension> dimensions = new ArrayList<>();
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
            }
        }
        return dimensions;
    }

    private Dimension dimension(String id, Section section) {
        section.allowOnly(List.of("labels", "property", "time", "bound"));
        int bound = section.integer("bound", DEFAULT_BOUND, 1, Dimension.MAX_BOUND);
        return new Dimension(id, texts.labels(section, id), origin(section), bound);
    }

    private Origin origin(Section section) {
        if (section.has("property") == section.has("time")) {
            problems.add(
                    section.at(),
                    section.path() + " has either a property or a time",
                    "write property: and a name, or time: hour or weekday");
            return new Dimension.Property("");
        }
        if (section.has("time")) {
            section.required("time", "write time: hour or weekday");
            return section.word("time", TIME_PARTS, TimePart.HOUR_OF_DAY);
        }
        YamlNode.Scalar property = section.required("property", "write property: and the name of a property");
        return new Dimension.Property(property == null ? "" : property.text());
    }
}
