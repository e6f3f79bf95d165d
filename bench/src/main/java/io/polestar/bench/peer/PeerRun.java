package io.polestar.bench.peer;

import java.io.IOException;
import java.util.Optional;

/**
 * One run of a peer, and the line it travels in between processes.
 *
 * @param cpuNanos processor time of the whole process, its collector and compiler included
 * @param answers how many answers the checksum is of
 */
record PeerRun(long wallNanos, long cpuNanos, long checksum, int answers) {
    private static final String MARK = "peer-run";

    String line() {
        return String.join(
                " ",
                MARK,
                Long.toString(wallNanos),
                Long.toString(cpuNanos),
                Long.toString(checksum),
                Integer.toString(answers));
    }

    /** The run of a line; nothing for what a library has written to stdout. */
    static Optional<PeerRun> of(String line) throws IOException {
        String[] parts = line.split(" ", -1);
        if (!parts[0].equals(MARK)) {
            return Optional.empty();
        }
        if (parts.length != 5) {
            throw new IOException("a run has five parts, line=" + line);
        }
        return Optional.of(new PeerRun(
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Integer.parseInt(parts[4])));
    }
}
