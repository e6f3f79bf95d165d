package io.polestar.engine.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong with one file while it is read. The same problem found twice is one. */
final class Problems {
    /** Names are compared for the first so many problems only: a suggestion costs a walk over all names. */
    private static final int MAX_SUGGESTIONS = 100;

    /** The longest rule or fix, characters. */
    private static final int MAX_MESSAGE = 500;

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private final Set<Problem> distinct = new HashSet<>();
    private int suggestions;

    Problems(String file) {
        this.file = file;
    }

    void add(YamlNode at, String rule, String fix) {
        add(at.line(), at.column(), rule, fix);
    }

    void add(int line, int column, String rule, String fix) {
        Problem problem = new Problem(file, line, column, shortened(rule), shortened(fix));
        if (distinct.add(problem)) {
            found.add(problem);
        }
    }

    /** A message quotes the file, which may hold anything: it stays one line of bearable length. */
    private static String shortened(String message) {
        String line = message.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE - 1) + "…";
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** The known name that was most likely meant, if any is near. */
    Optional<String> nearest(String name, Collection<String> known) {
        return suggestions++ < MAX_SUGGESTIONS ? NearestName.of(name, known) : Optional.empty();
    }

    /** In the file's order. */
    DefinitionException toException() {
        found.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return new DefinitionException(found);
    }
}
