package io.polestar.ingest.source;

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

    /**
     * One broken rule.
     *
     * @param file the file as it was named
     * @param line counted from 1
     * @param rule the rule
     * @param fix what to write instead
     */
    public record Problem(String file, int line, String rule, String fix) {

        @Override
        public String toString() {
            return file + ":" + line + ": " + rule + ". Fix: " + fix;
        }
    }
}
