package io.polestar.engine.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file, read key by key. Every method that finds a value wrong adds the problem and returns null or the default, so
 * that reading goes on and finds the next one.
 */
final class Section {
    /** The longest text of one line, characters. */
    static final int MAX_TEXT = 200;

    private final Problems problems;
    private final String path;
    private final YamlNode at;
    private final Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();

    private Section(Problems problems, String path, YamlNode at) {
        this.problems = problems;
        this.path = path;
        this.at = at;
    }

    /**
     * Opens a mapping, refusing keys that occur twice.
     *
     * @param at where to point for what is missing, usually the key whose value the mapping is
     * @param path how messages name it, such as {@code metrics.orders}; empty for the file itself
     * @return null, after adding the problem, if the node is no mapping
     */
    static @Nullable Section open(YamlNode node, YamlNode at, String path, Problems problems) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            String name = path.isEmpty() ? "the file" : path;
            problems.add(node, name + " is a mapping", "write key: value lines there");
            return null;
        }
        Section section = new Section(problems, path, at);
        for (YamlNode.Entry entry : mapping.entries()) {
            YamlNode.Entry first = section.entries.putIfAbsent(entry.key().text(), entry);
            if (first != null) {
                problems.add(
                        entry.key(),
                        repeatedRule(
                                section.name(entry.key().text()), first.key().line()),
                        "keep one of them");
            }
        }
        return section;
    }

    private static String repeatedRule(String name, int firstLine) {
        String rule = name + " is given twice, first in line " + firstLine;
        return name.equals("northStar") ? "a tree has exactly one north star, " + rule : rule;
    }

    /** Refuses every key that is not among these. */
    void allowOnly(Collection<String> keys) {
        for (YamlNode.Entry entry : entries.values()) {
            String key = entry.key().text();
            if (!keys.contains(key)) {
                String fix = problems.nearest(key, keys)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElseGet(() -> "use one of " + String.join(", ", keys));
                problems.add(entry.key(), "unknown key '" + key + "' in " + (path.isEmpty() ? "the file" : path), fix);
            }
        }
    }

    /** Refuses these keys where they occur, for a stated reason. */
    void refuse(Set<String> keys, String reason, String fix) {
        for (YamlNode.Entry entry : entries.values()) {
            if (keys.contains(entry.key().text())) {
                problems.add(entry.key(), name(entry.key().text()) + " " + reason, fix);
            }
        }
    }

    Collection<YamlNode.Entry> entries() {
        return entries.values();
    }

    Set<String> keys() {
        return entries.keySet();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The value's place, or the section's if the key is missing. */
    YamlNode at(String key) {
        YamlNode.Entry entry = entries.get(key);
        return entry == null ? at : entry.value();
    }

    YamlNode at() {
        return at;
    }

    /** How messages name a key of this section. */
    String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    String path() {
        return path;
    }

    /** The value's node, or null if the key is missing or has no value. */
    @Nullable
    YamlNode node(String key) {
        YamlNode.Entry entry = entries.get(key);
        if (entry == null || (entry.value() instanceof YamlNode.Scalar scalar && scalar.isNothing())) {
            return null;
        }
        return entry.value();
    }

    /** The mapping under a key, or null if it is missing or, after adding the problem, no mapping. */
    @Nullable
    Section section(String key) {
        YamlNode.Entry entry = entries.get(key);
        YamlNode node = node(key);
        return entry == null || node == null ? null : open(node, entry.key(), name(key), problems);
    }

    /** The mapping under a key that must be there; null after adding the problem. */
    @Nullable
    Section requiredSection(String key, String fix) {
        if (node(key) == null) {
            problems.add(at(key), name(key) + " is missing", fix);
        }
        return section(key);
    }

    /** The mappings of a list, named by their place in it; none if it is missing or, after adding the problem, no list. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        int index = 0;
        for (YamlNode item : items(key)) {
            Section section = open(item, item, name(key) + "[" + index++ + "]", problems);
            if (section != null) {
                sections.add(section);
            }
        }
        return sections;
    }

    /** The items of a list, or none if it is missing or, after adding the problem, no list. */
    List<YamlNode> items(String key) {
        YamlNode node = node(key);
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items();
        }
        if (node != null) {
            problems.add(node, name(key) + " is a list", "write [a, b] or lines that begin with '-'");
        }
        return List.of();
    }

    /** The texts of a list of texts; after adding the problem, a single text stands for a list of it. */
    List<YamlNode.Scalar> texts(String key) {
        List<YamlNode.Scalar> texts = new ArrayList<>();
        List<YamlNode> items = items(key);
        if (node(key) instanceof YamlNode.Scalar single) {
            texts.add(single);
        }
        for (YamlNode item : items) {
            if (item instanceof YamlNode.Scalar scalar && !scalar.isNothing()) {
                texts.add(scalar);
            } else {
                problems.add(item, name(key) + " is a list of texts", "write [a, b]");
            }
        }
        return texts;
    }

    /** A text that must be there; null after adding the problem. */
    YamlNode.@Nullable Scalar required(String key, String fix) {
        return required(key, MAX_TEXT, fix);
    }

    /** A text of some length that must be there; null after adding the problem. */
    YamlNode.@Nullable Scalar required(String key, int maxCharacters, String fix) {
        if (node(key) == null) {
            problems.add(at(key), name(key) + " is missing", fix);
            return null;
        }
        return scalar(key, maxCharacters);
    }

    /** A text that may be missing; null then, or after adding the problem. */
    YamlNode.@Nullable Scalar scalar(String key, int maxCharacters) {
        YamlNode node = node(key);
        if (node == null) {
            return null;
        }
        if (!(node instanceof YamlNode.Scalar scalar)) {
            problems.add(node, name(key) + " is a text", "write " + key + ": and a single value");
            return null;
        }
        if (scalar.text().isBlank() || scalar.text().length() > maxCharacters) {
            problems.add(scalar, name(key) + " has 1 to " + maxCharacters + " characters", "shorten it or fill it in");
            return null;
        }
        return scalar;
    }

    /** One of a few words; the default if it is missing or, after adding the problem, none of them. */
    <T> T word(String key, Map<String, T> words, T otherwise) {
        YamlNode.Scalar scalar = scalar(key, MAX_TEXT);
        if (scalar == null) {
            return otherwise;
        }
        T meaning = words.get(scalar.text());
        if (meaning == null) {
            problems.add(
                    scalar, "unknown " + key + " '" + scalar.text() + "' in " + path, oneOf(scalar, words.keySet()));
            return otherwise;
        }
        return meaning;
    }

    private String oneOf(YamlNode.Scalar scalar, Set<String> words) {
        return problems.nearest(scalar.text(), words)
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(() -> "use one of " + String.join(", ", new TreeSet<>(words)));
    }

    /** A length of time within a range, milliseconds; the default if it is missing or, after adding the problem, outside. */
    long millis(String key, long otherwise, long least, long most) {
        YamlNode.Scalar scalar = scalar(key, MAX_TEXT);
        if (scalar == null) {
            return otherwise;
        }
        try {
            long millis = TimeLength.parseMillis(scalar.text());
            if (millis >= least && millis <= most) {
                return millis;
            }
            String range = TimeLength.format(least) + " to " + TimeLength.format(most);
            problems.add(
                    scalar,
                    name(key) + " must be " + range + ", found " + scalar.text(),
                    "write a length in that range");
        } catch (IllegalArgumentException e) {
            problems.add(
                    scalar,
                    name(key) + " is no length of time, found '" + scalar.text() + "'",
                    "write a whole number and ms, s, m, h or d, such as 30m");
        }
        return otherwise;
    }

    /** A whole number within a range; the default if it is missing or, after adding the problem, outside. */
    int integer(String key, int otherwise, int least, int most) {
        YamlNode.Scalar scalar = scalar(key, MAX_TEXT);
        if (scalar == null) {
            return otherwise;
        }
        if (scalar.text().matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(scalar.text());
            if (value >= least && value <= most) {
                return value;
            }
        }
        problems.add(
                scalar,
                name(key) + " must be a whole number from " + least + " to " + most + ", found '" + scalar.text() + "'",
                "write a number in that range");
        return otherwise;
    }

    /** A finite number, or null if it is missing or, after adding the problem, none. */
    @Nullable
    Double number(String key) {
        YamlNode.Scalar scalar = scalar(key, MAX_TEXT);
        if (scalar == null) {
            return null;
        }
        if (scalar.text().matches("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            double value = Double.parseDouble(scalar.text());
            if (Double.isFinite(value)) {
                return value;
            }
        }
        problems.add(scalar, name(key) + " is no number, found '" + scalar.text() + "'", "write a number such as 0.25");
        return null;
    }
}
