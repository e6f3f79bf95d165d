package io.polestar.engine.tree;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code match}: what the alerts that are meant have in common. */
final class MatchReader {
    private MatchReader() {}

    /** What a section matches; null after adding the problem. */
    static @Nullable Matchers read(Section section, Problems problems) {
        Section match =
                section.requiredSection("match", "write match: {rule: …}, or metric, owner, severity or segment");
        if (match == null) {
            return null;
        }
        try {
            return new Matchers(texts(match));
        } catch (IllegalArgumentException wrong) {
            problems.add(match.at(), match.path() + ": " + wrong.getMessage(), "name what the alerts have in common");
            return null;
        }
    }

    private static Map<String, String> texts(Section match) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : match.keys()) {
            YamlNode.Scalar value = match.required(key, "write the value, or how it begins and *");
            if (value != null) {
                values.put(key, value.text());
            }
        }
        return values;
    }
}
