package io.polestar.engine.tree;

import io.polestar.engine.tree.Route.Escalation;
import io.polestar.engine.tree.Route.Grouping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code routes}: a list, of which the first that matches an alert tells it. */
final class RouteReader {
    private static final List<String> KEYS =
            List.of("match", "to", "groupBy", "groupWait", "groupInterval", "remind", "escalate", "continue");
    private static final Map<String, Boolean> TRUTHS = Map.of("true", true, "false", false);
    private static final long SECOND_MILLIS = 1_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long MAX_WAIT_MILLIS = 28 * DAY_MILLIS;

    private final Problems problems;
    private final List<Channel> channels;
    private final Set<String> known;

    RouteReader(Problems problems, List<Channel> channels) {
        this.problems = problems;
        this.channels = channels;
        this.known = channels.stream().map(Channel::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The routes in the file's order; without the section, one that tells everything everywhere, if there is anywhere. */
    List<Route> read(Section file) {
        if (file.node("routes") == null) {
            return channels.isEmpty() ? List.of() : List.of(Route.everywhere(channels));
        }
        List<Section> sections = file.sections("routes");
        if (sections.size() > Route.MOST) {
            problems.add(
                    file.at("routes"),
                    "a tree has at most " + Route.MOST + " routes, found " + sections.size(),
                    "remove some");
        }
        List<Route> routes = new ArrayList<>();
        for (int number = 0; number < sections.size(); number++) {
            Section section = sections.get(number);
            Route route = route(section);
            if (route != null) {
                routes.add(route);
                checkReached(route, section, number < sections.size() - 1);
            }
        }
        return routes;
    }

    private void checkReached(Route route, Section section, boolean othersFollow) {
        if (othersFollow && route.match() == null && !route.goesOn()) {
            problems.add(
                    section.at(),
                    section.path() + " takes every alert, so that the routes after it take none",
                    "put it last, or add match: or continue: true");
        }
    }

    private @Nullable Route route(Section section) {
        section.allowOnly(KEYS);
        Matchers match = section.node("match") == null ? null : MatchReader.read(section, problems);
        List<String> to = channels(section);
        Grouping grouping = new Grouping(
                groupBy(section),
                section.millis("groupWait", Grouping.USUAL.waitMillis(), 0, DAY_MILLIS),
                section.millis("groupInterval", Grouping.USUAL.intervalMillis(), 0, DAY_MILLIS));
        long remind = section.millis("remind", 0, SECOND_MILLIS, MAX_WAIT_MILLIS);
        List<Escalation> levels = escalations(section);
        boolean goesOn = section.word("continue", TRUTHS, false);
        return to.isEmpty() ? null : new Route(match, to, grouping, remind, levels, goesOn);
    }

    private List<String> channels(Section section) {
        Set<String> named = new LinkedHashSet<>();
        List<YamlNode.Scalar> texts =
                section.node("to") instanceof YamlNode.Scalar single ? List.of(single) : section.texts("to");
        for (YamlNode.Scalar text : texts) {
            named.add(text.text());
            if (!known.contains(text.text())) {
                problems.add(
                        text,
                        "unknown channel '" + text.text() + "' in " + section.name("to"),
                        problems.nearest(text.text(), known)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("declare it under channels"));
            }
        }
        if (named.isEmpty() || named.size() > Route.MOST_NAMES) {
            problems.add(
                    section.at("to"),
                    section.name("to") + " names 1 to " + Route.MOST_NAMES + " channels, found " + named.size(),
                    "write to: and the id of a channel");
        }
        return List.copyOf(named);
    }

    private List<String> groupBy(Section section) {
        if (section.node("groupBy") == null) {
            return Grouping.USUAL.by();
        }
        Set<String> names = new LinkedHashSet<>();
        for (YamlNode.Scalar text : section.texts("groupBy")) {
            names.add(text.text());
            if (!Matchers.isName(text.text())) {
                problems.add(
                        text,
                        section.name("groupBy") + " has no '" + text.text() + "'",
                        "use rule, metric, owner, dimension, segment, severity or tag.NAME");
            }
        }
        if (names.size() > Route.MOST_NAMES) {
            problems.add(
                    section.at("groupBy"),
                    section.name("groupBy") + " has at most " + Route.MOST_NAMES + " names, found " + names.size(),
                    "remove some");
        }
        return List.copyOf(names);
    }

    private List<Escalation> escalations(Section section) {
        Section single = section.node("escalate") instanceof YamlNode.Mapping ? section.section("escalate") : null;
        List<Section> bodies = single == null ? section.sections("escalate") : List.of(single);
        if (bodies.size() > Route.MOST_ESCALATIONS) {
            problems.add(
                    section.at("escalate"),
                    section.name("escalate") + " has at most " + Route.MOST_ESCALATIONS + " levels, found "
                            + bodies.size(),
                    "remove some");
        }
        Map<Long, Escalation> levels = new LinkedHashMap<>();
        long before = 0;
        for (Section body : bodies) {
            body.allowOnly(List.of("after", "to"));
            body.required("after", "write after: and how long nobody may have acknowledged, such as 15m");
            long after = body.millis("after", SECOND_MILLIS, SECOND_MILLIS, MAX_WAIT_MILLIS);
            List<String> to = channels(body);
            if (after <= before) {
                problems.add(
                        body.at("after"),
                        body.name("after") + " is not later than the level before",
                        "order the levels");
            }
            before = after;
            levels.put(after, new Escalation(after, to));
        }
        return List.copyOf(levels.values());
    }
}
