package io.polestar.engine.tree;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the texts of a definition that have a form of their own: labels, formulas, conditions and ids. */
final class Texts {
    /** The longest label or description, characters. */
    static final int MAX_LABEL = 2_000;

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}0-9_.]*");

    private final Problems problems;

    Texts(Problems problems) {
        this.problems = problems;
    }

    /** Texts by language tag; none if the key is missing. */
    Map<String, String> byLanguage(Section section, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        Section languages = section.section(key);
        if (languages != null) {
            for (YamlNode.Entry entry : languages.entries()) {
                String language = entry.key().text();
                if (!LANGUAGE.matcher(language).matches()) {
                    problems.add(
                            entry.key(),
                            languages.path() + " is by language, found '" + language + "'",
                            "write a language tag such as en or zh");
                }
                YamlNode.Scalar text = languages.required(language, MAX_LABEL, "write the text in that language");
                texts.put(language, text == null ? "" : text.text());
            }
        }
        return texts;
    }

    /** Labels; without any, the id in English letters. */
    Map<String, String> labels(Section section, String id) {
        Map<String, String> labels = byLanguage(section, "labels");
        return labels.isEmpty() ? Map.of("en", readable(id)) : labels;
    }

    private static String readable(String id) {
        String words = id.replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** A formula that must be there; null after adding the problem. */
    @Nullable
    Formula formula(Section section, String key) {
        YamlNode.Scalar scalar = section.required(key, Lexer.MAX_CHARACTERS, "write a formula such as a + b");
        return scalar == null ? null : formula(scalar, section.name(key));
    }

    /** A formula; null after adding the problem. */
    @Nullable
    Formula formula(YamlNode.Scalar scalar, String name) {
        try {
            return Formula.parse(scalar.text());
        } catch (FormulaException e) {
            addParseProblem(scalar, name, e, "see Formulas in docs/definition.md");
            return null;
        }
    }

    /** A condition; {@link Condition#ALWAYS} if the key is missing or after adding the problem. */
    Condition condition(Section section, String key) {
        YamlNode.Scalar scalar = section.scalar(key, Lexer.MAX_CHARACTERS);
        if (scalar == null) {
            return Condition.ALWAYS;
        }
        try {
            return Condition.parse(scalar.text());
        } catch (FormulaException e) {
            addParseProblem(scalar, section.name(key), e, "see Conditions in docs/definition.md");
            return Condition.ALWAYS;
        }
    }

    private void addParseProblem(YamlNode.Scalar scalar, String name, FormulaException e, String otherwise) {
        String message = String.valueOf(e.getMessage());
        int split = message.indexOf("; ");
        String rule = split < 0 ? message : message.substring(0, split);
        problems.add(
                scalar.line(),
                scalar.contentColumn() + e.column() - 1,
                name + " does not parse at its column " + e.column() + ", " + rule,
                split < 0 ? otherwise : message.substring(split + 2));
    }

    /** The known names in a text that does not parse: what it would most likely have used. */
    static Set<String> namesIn(@Nullable YamlNode node, References references) {
        Set<String> names = new LinkedHashSet<>();
        if (node instanceof YamlNode.Scalar scalar) {
            NAME.matcher(scalar.text())
                    .results()
                    .map(result -> result.group())
                    .filter(references::isMetric)
                    .forEach(names::add);
        }
        return names;
    }

    /** The id a key declares, or empty after adding the problem. */
    Optional<String> id(YamlNode.Scalar key, String section) {
        if (Ids.isId(key.text())) {
            return Optional.of(key.text());
        }
        problems.add(
                key,
                "an id is a lower-case letter followed by at most " + (Ids.MAX_LENGTH - 1)
                        + " lower-case letters, digits or _, found '" + key.text() + "' in " + section,
                "rename it, such as average_order_value");
        return Optional.empty();
    }
}
