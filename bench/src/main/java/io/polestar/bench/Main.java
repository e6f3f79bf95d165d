package io.polestar.bench;

import io.polestar.bench.figure.ProfileOption;
import io.polestar.bench.load.EmptyHandlerCommand;
import io.polestar.bench.load.LatencyCommand;
import io.polestar.bench.load.RedefineCommand;
import io.polestar.bench.load.ThroughputCommand;
import io.polestar.bench.page.PageCommand;
import io.polestar.bench.peer.PeerCommand;
import io.polestar.bench.peer.PeersCommand;
import io.polestar.bench.report.ReportCommand;
import io.polestar.bench.scale.ScaleCommand;
import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of {@code polestar-bench.jar}: load benchmarks by name; {@code jmh} hands its arguments to JMH, {@code stress} to jcstress. */
@Command(
        name = "bench",
        description =
                "Measures Polestar, its peers and this machine. `bench jmh …` runs JMH, `bench stress …` jcstress.",
        subcommands = {
            ReportCommand.class,
            ThroughputCommand.class,
            LatencyCommand.class,
            ScaleCommand.class,
            PeersCommand.class,
            RedefineCommand.class,
            PageCommand.class,
            PeerCommand.class,
            EmptyHandlerCommand.class
        },
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
            CommandLine program = new CommandLine(new Main());
            new ProfileOption().addTo(program.getCommandSpec());
            System.exit(program.setCaseInsensitiveEnumValuesAllowed(true).execute(args));
        }
    }
}
