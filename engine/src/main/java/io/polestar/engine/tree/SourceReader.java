package io.polestar.engine.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code sources}. */
final class SourceReader {
    static final int MAX_SOURCES = 256;
    private static final long SECOND_MILLIS = 1_000;
    private static final long MAX_STALE_MILLIS = 28L * 86_400_000;

    private final Problems problems;
    private final Texts texts;

    SourceReader(Problems problems, Texts texts) {
        this.problems = problems;
        this.texts = texts;
    }

    /**
     * The declared sources that have a name and a body.
     *
     * @param owner who is told unless a source says otherwise
     */
    List<Source> read(@Nullable Section section, String owner) {
        List<Source> sources = new ArrayList<>();
        if (section == null) {
            return sources;
        }
        if (section.entries().size() > MAX_SOURCES) {
            problems.add(
                    section.at(),
                    "a tree has at most " + MAX_SOURCES + " sources, found "
                            + section.entries().size(),
                    "remove some");
        }
        for (YamlNode.Entry entry : section.entries()) {
            String name = entry.key().text();
            int bytes = name.getBytes(UTF_8).length;
            if (name.isBlank() || bytes > Source.MAX_NAME_BYTES) {
                problems.add(
                        entry.key(),
                        "a source's name has 1 to " + Source.MAX_NAME_BYTES + " bytes, found " + bytes,
                        "write the source of its events");
            }
            Section body = Section.open(entry.value(), entry.key(), section.name(name), problems);
            if (body != null) {
                sources.add(source(name, body, owner));
            }
        }
        return sources;
    }

    private Source source(String name, Section section, String otherwise) {
        section.allowOnly(List.of("labels", "stale", "owner"));
        Map<String, String> labels = texts.byLanguage(section, "labels");
        section.required("stale", "write stale: and how long it may be silent, such as 10m");
        long staleMillis = section.millis("stale", SECOND_MILLIS, SECOND_MILLIS, MAX_STALE_MILLIS);
        YamlNode.Scalar owner = section.scalar("owner", Section.MAX_TEXT);
        return new Source(
                name,
                labels.isEmpty() ? Map.of("en", name) : labels,
                staleMillis,
                owner == null ? otherwise : owner.text());
    }
}
