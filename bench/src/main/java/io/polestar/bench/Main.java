package io.polestar.bench;

import java.io.IOException;

/** The entry point of {@code polestar-bench.jar}: hands its arguments to JMH. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        org.openjdk.jmh.Main.main(args);
    }
}
