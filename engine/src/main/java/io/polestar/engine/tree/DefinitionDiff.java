package io.polestar.engine.tree;

import io.polestar.engine.tree.DefinitionDiff.Change.Action;
import io.polestar.engine.tree.DefinitionDiff.Change.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What one definition has that another has not, key by key and in words, and which metrics must be counted anew for it.
 *
 * <p>Parts are told apart by their ids: a metric under another id is one removed and one added. The order of the file, comments and
 * spelling are no difference. Immutable. O(metrics + inputs + alerts).
 */
public final class DefinitionDiff {
    private static final String NO_KEY = "";

    private final Definition before;
    private final Definition after;
    private final Recount recount;
    private final List<Change> changes = new ArrayList<>();

    private DefinitionDiff(Definition before, Definition after) {
        this.before = before;
        this.after = after;
        this.recount = new Recount(before, after);
        compareTree();
        compareWindows();
        compare(Part.DIMENSION, dimensions(before), dimensions(after), this::recountsDimension);
        compare(Part.METRIC, metrics(before), metrics(after), this::recountsMetric);
        compare(Part.COMPONENT, components(before), components(after), (id, key) -> false);
        compare(Part.INFLUENCE, influences(before), influences(after), (id, key) -> false);
        compare(Part.GUARDRAIL, guardrails(before), guardrails(after), (id, key) -> false);
        compare(Part.ALERT, alerts(before), alerts(after), (id, key) -> false);
        compare(Part.MAINTENANCE, maintenance(before), maintenance(after), (id, key) -> false);
        compare(Part.CHANNEL, channels(before), channels(after), (id, key) -> false);
        compare(Part.ROUTE, RouteKeys.of(before.routes()), RouteKeys.of(after.routes()), (id, key) -> false);
        compare(Part.SOURCE, sources(before), sources(after), (id, key) -> false);
    }

    /** The way from one definition to another. */
    public static DefinitionDiff of(Definition before, Definition after) {
        return new DefinitionDiff(before, after);
    }

    /** What is different: first the tree and its windows, then dimensions, metrics, edges, alerts, maintenance, channels, routes and sources. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /**
     * Ids of the metrics of the later definition that have no values yet under it, in its order: added ones, those that count something
     * else or split it otherwise, and all that are computed from them.
     */
    public Set<String> recountedMetrics() {
        return recount.metrics();
    }

    /**
     * One difference.
     *
     * @param part what it is of
     * @param action what happened
     * @param id id of the metric, dimension, alert or channel; a window's or a source's name; a route's place; a component's parent; {@code driver → target};
     *     empty for the tree
     * @param key the key that changed, as the definition language names it; empty unless {@code CHANGED}
     * @param was the key's value before, empty if there was none
     * @param is the key's value after, empty if there is none
     * @param recounts whether metrics are counted anew for it
     */
    public record Change(Part part, Action action, String id, String key, String was, String is, boolean recounts) {
        /** A part of a definition. */
        public enum Part {
            TREE,
            WINDOW,
            DIMENSION,
            METRIC,
            COMPONENT,
            INFLUENCE,
            GUARDRAIL,
            ALERT,
            MAINTENANCE,
            CHANNEL,
            ROUTE,
            SOURCE
        }

        /** What happened to a part. */
        public enum Action {
            ADDED,
            REMOVED,
            CHANGED
        }

        /** The part and the action in one word for programs, such as {@code metric.changed}. Never renamed. */
        public String kind() {
            return word(part) + "." + word(action);
        }

        /** For people, in English and without a full stop, such as {@code metric orders: owner was a@b, is c@d; its values stay}. */
        public String sentence() {
            String name = part == Part.TREE ? "the tree" : word(part) + " " + id;
            if (action != Action.CHANGED) {
                return name + " is " + word(action) + consequence();
            }
            return name + ": " + key + " was " + shown(was) + ", is " + shown(is) + consequence();
        }

        private String consequence() {
            if (part == Part.ALERT && action == Action.CHANGED) {
                return DefinitionKeys.ALERT_WORDING.contains(key) ? "; its state stays" : "; it starts afresh";
            }
            return switch (part) {
                case TREE -> recounts ? treeConsequence() : "";
                case DIMENSION -> recounts ? "; what is split by it is counted anew" : "";
                case METRIC -> metricConsequence();
                default -> "";
            };
        }

        private String treeConsequence() {
            return key.equals(DefinitionKeys.SUBJECT_BUDGET)
                    ? "; distinct and repeat metrics are counted anew"
                    : "; every metric is counted anew";
        }

        private String metricConsequence() {
            return switch (action) {
                case ADDED -> recounts ? "; its past is counted" : "";
                case REMOVED -> "";
                case CHANGED -> recounts ? "; it is counted anew" : "; its values stay";
            };
        }

        private static String shown(String value) {
            return value.isEmpty() ? "not given" : value;
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }

    private void compareTree() {
        Map<String, String> was = DefinitionKeys.ofTree(before);
        Map<String, String> is = DefinitionKeys.ofTree(after);
        compareKeys(
                Part.TREE, "", was, is, (id, key) -> key.equals("zone") || key.equals(DefinitionKeys.SUBJECT_BUDGET));
    }

    private void compareWindows() {
        Function<Definition, Map<String, Map<String, String>>> named =
                definition -> byId(definition.windows(), Window::name, window -> Map.of());
        compare(Part.WINDOW, named.apply(before), named.apply(after), (id, key) -> false);
    }

    private void compare(
            Part part,
            Map<String, Map<String, String>> was,
            Map<String, Map<String, String>> is,
            BiPredicate<String, String> recounts) {
        for (String id : was.keySet()) {
            if (!is.containsKey(id)) {
                changes.add(new Change(part, Action.REMOVED, id, NO_KEY, "", "", false));
            }
        }
        is.forEach((id, keys) -> {
            Map<String, String> earlier = was.get(id);
            if (earlier == null) {
                changes.add(new Change(part, Action.ADDED, id, NO_KEY, "", "", recounts.test(id, NO_KEY)));
            } else {
                compareKeys(part, id, earlier, keys, recounts);
            }
        });
    }

    private void compareKeys(
            Part part,
            String id,
            Map<String, String> was,
            Map<String, String> is,
            BiPredicate<String, String> recounts) {
        Set<String> keys = new LinkedHashSet<>(is.keySet());
        keys.addAll(was.keySet());
        for (String key : keys) {
            String earlier = was.getOrDefault(key, "");
            String now = is.getOrDefault(key, "");
            if (!earlier.equals(now)) {
                changes.add(new Change(part, Action.CHANGED, id, key, earlier, now, recounts.test(id, key)));
            }
        }
    }

    private boolean recountsDimension(String id, String key) {
        return !key.equals(NO_KEY) && !DefinitionKeys.WORDING.contains(key) && recount.splitsBy(id);
    }

    private boolean recountsMetric(String id, String key) {
        if (DefinitionKeys.WORDING.contains(key)) {
            return false;
        }
        boolean computed = !after.metric(id).kind().inputs().isEmpty();
        return !(computed && key.equals("decimals"));
    }

    private static Map<String, Map<String, String>> dimensions(Definition definition) {
        return byId(definition.dimensions(), Dimension::id, DefinitionKeys::of);
    }

    private static Map<String, Map<String, String>> metrics(Definition definition) {
        return byId(definition.metrics(), Metric::id, DefinitionKeys::of);
    }

    private static Map<String, Map<String, String>> components(Definition definition) {
        return byId(
                definition.components(),
                Component::parent,
                component -> Map.of("formula", component.formula().text()));
    }

    private static Map<String, Map<String, String>> influences(Definition definition) {
        return byId(
                definition.influences(),
                influence -> influence.driver() + " → " + influence.target(),
                DefinitionKeys::of);
    }

    private static Map<String, Map<String, String>> guardrails(Definition definition) {
        return byId(
                definition.guardrails(),
                guardrail -> guardrail.metric() + " → " + guardrail.guards(),
                guardrail -> Map.of());
    }

    private static Map<String, Map<String, String>> alerts(Definition definition) {
        return byId(definition.rules(), Rule::id, DefinitionKeys::of);
    }

    private static Map<String, Map<String, String>> maintenance(Definition definition) {
        return byId(definition.maintenance(), Maintenance::id, DefinitionKeys::of);
    }

    private static Map<String, Map<String, String>> channels(Definition definition) {
        return byId(definition.channels(), Channel::id, ChannelKeys::of);
    }

    private static Map<String, Map<String, String>> sources(Definition definition) {
        return byId(definition.sources(), Source::name, DefinitionKeys::of);
    }

    private static <T> Map<String, Map<String, String>> byId(
            List<T> parts, Function<T, String> id, Function<T, Map<String, String>> keys) {
        Map<String, Map<String, String>> byId = new LinkedHashMap<>();
        parts.forEach(part -> byId.put(id.apply(part), keys.apply(part)));
        return byId;
    }
}
