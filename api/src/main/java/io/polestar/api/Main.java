package io.polestar.api;

import io.polestar.api.command.Polestar;

/** The entry point of {@code polestar.jar}. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(Polestar.commandLine().execute(args));
    }
}
