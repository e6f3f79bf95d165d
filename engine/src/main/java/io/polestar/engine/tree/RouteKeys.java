package io.polestar.engine.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Routes as keys and values of the definition language, for comparing two of them. */
final class RouteKeys {
    private RouteKeys() {}

    /** By their place in the file, which is what decides between them. */
    static Map<String, Map<String, String>> of(List<Route> routes) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        for (int number = 1; number <= routes.size(); number++) {
            all.put(Integer.toString(number), of(routes.get(number - 1)));
        }
        return all;
    }

    private static Map<String, String> of(Route route) {
        Map<String, String> keys = new LinkedHashMap<>();
        if (route.match() != null) {
            keys.put("match", route.match().text());
        }
        keys.put("to", DefinitionKeys.list(route.to()));
        keys.put("groupBy", DefinitionKeys.list(route.grouping().by()));
        keys.put("groupWait", TimeLength.format(route.grouping().waitMillis()));
        keys.put("groupInterval", TimeLength.format(route.grouping().intervalMillis()));
        if (route.remindMillis() > 0) {
            keys.put("remind", TimeLength.format(route.remindMillis()));
        }
        if (!route.escalate().isEmpty()) {
            keys.put(
                    "escalate",
                    route.escalate().stream()
                            .map(level -> "{after: " + TimeLength.format(level.afterMillis()) + ", to: "
                                    + DefinitionKeys.list(level.to()) + "}")
                            .collect(Collectors.joining(", ", "[", "]")));
        }
        if (route.goesOn()) {
            keys.put("continue", "true");
        }
        return keys;
    }
}
