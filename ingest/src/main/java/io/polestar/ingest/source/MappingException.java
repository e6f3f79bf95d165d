package io.polestar.ingest.source;

import io.polestar.engine.tree.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A mapping that breaks rules. Holds every problem that was found; the message has one a line. */
public final class MappingException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    MappingException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** The problems, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
