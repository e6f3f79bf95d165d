package io.polestar.ingest.source;

import io.polestar.ingest.wire.Limits;
import java.nio.file.Path;

/** What the rows of a file are. */
public sealed interface FileFormat {

    /**
     * CSV.
     *
     * @param mapping how a row becomes an event
     */
    record Csv(Mapping mapping) implements FileFormat {

        @Override
        public String version() {
            return mapping.version();
        }

        @Override
        public Limits limits() {
            return Limits.DEFAULTS;
        }
    }

    /** NDJSON: one event a line, as a client would post it. */
    record Ndjson() implements FileFormat {

        @Override
        public String version() {
            return "ndjson-1";
        }

        @Override
        public Limits limits() {
            return LineRows.LIMITS;
        }
    }

    /** Two files of the same version and bytes give the same events. */
    String version();

    /** What an event of such a file may measure where nobody else says so. */
    Limits limits();

    /** Whether a file of that name is taken for NDJSON. */
    static boolean isNamedAsLines(Path file) {
        return file.toString().matches("(?i).*\\.(ndjson|jsonl)(\\.gz)?");
    }
}
