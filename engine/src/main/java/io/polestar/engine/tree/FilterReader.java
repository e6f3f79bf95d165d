package io.polestar.engine.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which events count, and whose: the keys {@code event}, {@code where} and {@code of}. */
final class FilterReader {
    private static final List<String> KEYS = List.of("event", "where");
    private static final String SUBJECT = "subject";

    private final Texts texts;

    FilterReader(Texts texts) {
        this.texts = texts;
    }

    /** The filter that a section's own keys give; stands in for the type after adding the problem. */
    EventFilter read(Section section) {
        YamlNode.Scalar event = section.required("event", "write event: and the type of the events it reads");
        return new EventFilter(event == null ? "" : event.text(), texts.condition(section, "where"));
    }

    /** The filter that a mapping of nothing else gives. */
    EventFilter alone(Section section) {
        section.allowOnly(KEYS);
        return read(section);
    }

    /** The filter under a key that must be there; null after adding the problem. */
    @Nullable
    EventFilter under(Section section, String key) {
        Section body = section.requiredSection(key, "write " + key + ": {event: the type of the events, where: which}");
        return body == null ? null : alone(body);
    }

    /** The property that holds the subject: {@code subject} unless the section says otherwise. */
    String of(Section section) {
        YamlNode.Scalar of = section.scalar("of", Section.MAX_TEXT);
        return of == null ? SUBJECT : of.text();
    }
}
