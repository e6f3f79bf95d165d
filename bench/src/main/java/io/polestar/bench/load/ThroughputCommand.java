package io.polestar.bench.load;

import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.Profile;
import io.polestar.bench.figure.ProfileOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many events a second does a server journal and count, its load generator beside it? */
@Command(
        name = "throughput",
        description = "Posts events as fast as they are answered, alone and in batches, and counts what was counted.",
        mixinStandardHelpOptions = true)
public final class ThroughputCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--events",
            split = ",",
            defaultValue = "10,100,1000,10000",
            description = "events in a batch; several sizes are measured in turn (default ${DEFAULT-VALUE})")
    private List<Integer> events = List.of();

    @Option(
            names = "--tree",
            defaultValue = "WIDE",
            description = "what is counted: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private Workload.Tree tree = Workload.Tree.WIDE;

    @Option(names = "--acks", defaultValue = "journal", description = "journal or sync (default ${DEFAULT-VALUE})")
    private String acks = "journal";

    @Option(
            names = "--connections",
            defaultValue = "2",
            description = "clients that send at once (default ${DEFAULT-VALUE})")
    private int connections;

    @Override
    public Integer call() throws Exception {
        Profile length = ProfileOption.of(spec);
        new HttpThroughput(tree, acks, connections, events).measure(length, new Findings(System.out));
        return 0;
    }
}
