package io.polestar.bench.load;

import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.PercentileFiles;
import io.polestar.bench.figure.ProfileOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long from an event to its value, and from a crossed threshold to its alert? See {@link Latency}. */
@Command(
        name = "latency",
        description =
                "Posts batches at a fixed rate and measures until they are acknowledged, and until values and alerts"
                        + " arrive on a WebSocket. Single events: --events 1.",
        mixinStandardHelpOptions = true)
public final class LatencyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--rate", defaultValue = "50000", description = "events a second (default ${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--events", defaultValue = "100", description = "events in a batch (default ${DEFAULT-VALUE})")
    private int events;

    @Option(
            names = "--rules",
            defaultValue = "500",
            description = "alert rules, each fires once (default ${DEFAULT-VALUE})")
    private int rules;

    @Option(
            names = "--tree",
            defaultValue = "WIDE",
            description = "what is counted: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private Workload.Tree tree = Workload.Tree.WIDE;

    @Option(
            names = "--load-rules",
            defaultValue = "0",
            description =
                    "alert rules more that watch the load, of several kinds, and do not fire (default ${DEFAULT-VALUE})")
    private int loadRules;

    @Option(names = "--out", description = "directory for the histograms (.hlog) and their plot (.svg)")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        Findings findings = new Findings(System.out);
        new Latency("latency", tree, rate, events, rules, loadRules).measure(ProfileOption.of(spec), findings);
        if (out != null) {
            new PercentileFiles(out).write("latency", findings.distributions());
        }
        return 0;
    }
}
