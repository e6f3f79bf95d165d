package io.polestar.bench;

import io.polestar.bench.load.LatencyCommand;
import io.polestar.bench.load.RedefineCommand;
import io.polestar.bench.load.ThroughputCommand;
import io.polestar.bench.page.PageCommand;
import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of {@code polestar-bench.jar}: load benchmarks by name; {@code jmh} hands its arguments to JMH, {@code stress} to jcstress. */
@Command(
        name = "bench",
        description =
                "Measures a server from outside, its load generator beside it. `bench jmh …` runs JMH, `bench stress …` jcstress.",
        subcommands = {ThroughputCommand.class, LatencyCommand.class, RedefineCommand.class, PageCommand.class},
        mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    private static void stress(String[] args) throws IOException {
        try {
            org.openjdk.jcstress.Main.main(args);
        } catch (Exception failure) {
            throw new IOException("the stress tests could not be run", failure);
        }
    }

    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].equals("jmh")) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
        } else if (args.length > 0 && args[0].equals("stress")) {
            stress(Arrays.copyOfRange(args, 1, args.length));
        } else {
            System.exit(new CommandLine(new Main())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .execute(args));
        }
    }
}
