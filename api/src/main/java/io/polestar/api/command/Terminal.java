package io.polestar.api.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether someone is watching. */
final class Terminal {

    private static final Path STDERR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /** Whether standard error is a terminal, so that a line on it may be drawn over. Where this is not known, no. */
    static boolean isStandardError() {
        if (!Files.isSymbolicLink(STDERR)) {
            return false;
        }
        try {
            String device = Files.readSymbolicLink(STDERR).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
