package io.polestar.engine.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads windows, giving one length one name: a window that spans what an earlier one spans is that earlier one. */
final class WindowReader {
    private final Problems problems;
    private final List<Window> seen = new ArrayList<>();

    WindowReader(Problems problems) {
        this.problems = problems;
    }

    /** The windows of a list; none if it is missing. */
    List<Window> list(Section section, String key) {
        List<Window> windows = new ArrayList<>();
        for (YamlNode.Scalar text : section.texts(key)) {
            Optional<Window> window = one(text, section.name(key));
            if (window.isPresent() && windows.contains(window.get())) {
                problems.add(
                        text, section.name(key) + " has the window '" + text.text() + "' twice", "remove one of them");
            } else {
                window.ifPresent(windows::add);
            }
        }
        if (windows.size() > Metric.MAX_WINDOWS) {
            problems.add(
                    section.at(key),
                    section.name(key) + " has at most " + Metric.MAX_WINDOWS + " windows, found " + windows.size(),
                    "remove some");
            return List.copyOf(windows.subList(0, Metric.MAX_WINDOWS));
        }
        return List.copyOf(windows);
    }

    /** A window, or empty after adding the problem. */
    Optional<Window> one(YamlNode.Scalar text, String where) {
        try {
            Window window = Window.parse(text.text());
            for (Window earlier : seen) {
                if (earlier.sameSpan(window)) {
                    return Optional.of(earlier);
                }
            }
            seen.add(window);
            return Optional.of(window);
        } catch (IllegalArgumentException e) {
            problems.add(
                    text,
                    "window '" + text.text() + "' in " + where + " is not allowed, " + e.getMessage(),
                    "write a length such as 5m, 1h, 1d or 28d, or today, week, month, quarter or year");
            return Optional.empty();
        }
    }
}
