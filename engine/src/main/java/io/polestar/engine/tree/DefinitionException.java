package io.polestar.engine.tree;

import java.util.List;
import java.util.stream.Collectors;

/** A definition that is refused. The message holds one line for each problem. */
public final class DefinitionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** For everything that is wrong, in the file's order; at least one problem. */
    public DefinitionException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, in the file's order. */
    public List<Problem> problems() {
        return problems;
    }
}
