package io.polestar.engine.tree;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are meant: those of which every named thing is as given. A value that ends with {@code *} stands for all that begin so.
 *
 * <pre>
 *     rule  metric  owner     as the definition has them        dimension  segment   of an alert about a segment
 *     severity                info, warning or critical         tag.NAME             the rule's tag of that name
 * </pre>
 *
 * @param values by name, at least one
 */
public record Matchers(Map<String, String> values) {
    /** The most names. */
    public static final int MOST = 16;

    /** The longest value, characters. */
    public static final int MAX_VALUE = 256;

    private static final Set<String> NAMES = Set.of("rule", "metric", "owner", "dimension", "segment", "severity");
    private static final String TAG = "tag.";

    /** @throws IllegalArgumentException if there is none, too many, or one that is not known */
    public Matchers {
        if (values.isEmpty() || values.size() > MOST) {
            throw new IllegalArgumentException("a match has 1 to " + MOST + " names, found " + values.size());
        }
        for (Map.Entry<String, String> matcher : values.entrySet()) {
            String name = matcher.getKey();
            if (!isName(name)) {
                throw new IllegalArgumentException("a match names rule, metric, owner, dimension, segment, severity or"
                        + " tag.NAME, found '" + name + "'");
            }
            if (matcher.getValue().isEmpty() || matcher.getValue().length() > MAX_VALUE) {
                throw new IllegalArgumentException("a match's value has 1 to " + MAX_VALUE + " characters, " + name);
            }
        }
        values = Map.copyOf(values);
    }

    /** Whether alerts of a rule about a segment, null for the whole, are meant. Allocates nothing to speak of. */
    public boolean match(Rule rule, @Nullable Segment segment) {
        for (Map.Entry<String, String> matcher : values.entrySet()) {
            if (!matches(matcher.getValue(), actual(matcher.getKey(), rule, segment))) {
                return false;
            }
        }
        return true;
    }

    /** Whether something may be matched by that name. */
    static boolean isName(String name) {
        return NAMES.contains(name) || name.startsWith(TAG) && name.length() > TAG.length();
    }

    /** What an alert of a rule about a segment, null for the whole, has under a name; null for nothing. */
    static @Nullable String actual(String name, Rule rule, @Nullable Segment segment) {
        return switch (name) {
            case "rule" -> rule.id();
            case "metric" -> rule.metric();
            case "owner" -> rule.owner();
            case "dimension" -> segment == null ? null : segment.dimension();
            case "segment" -> segment == null ? null : segment.value();
            case "severity" ->
                switch (rule.severity()) {
                    case INFO -> "info";
                    case WARNING -> "warning";
                    case CRITICAL -> "critical";
                };
            default -> rule.tags().get(name.substring(TAG.length()));
        };
    }

    private static boolean matches(String wanted, @Nullable String actual) {
        if (actual == null) {
            return false;
        }
        return wanted.endsWith("*")
                ? actual.startsWith(wanted.substring(0, wanted.length() - 1))
                : actual.equals(wanted);
    }

    /** As the definition language writes it, by name. */
    public String text() {
        return new TreeMap<>(values).toString().replace("=", ": ");
    }
}
