package io.polestar.bench.report;

import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.Measurement;
import io.polestar.bench.figure.Profile;
import io.polestar.bench.figure.ProfileOption;
import io.polestar.bench.limits.MachineLimits;
import io.polestar.bench.load.HttpThroughput;
import io.polestar.bench.load.Latency;
import io.polestar.bench.load.Memory;
import io.polestar.bench.load.QuestDb;
import io.polestar.bench.load.SingleEvents;
import io.polestar.bench.load.StartUp;
import io.polestar.bench.load.Subscribers;
import io.polestar.bench.load.SubscriptionScale;
import io.polestar.bench.load.Workload;
import io.polestar.bench.peer.Peers;
import io.polestar.bench.scale.Scale;
import io.polestar.bench.scale.WindowReads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything there is to measure, one after another, on one page. */
@Command(
        name = "report",
        description = "Measures everything and writes one page of Markdown with tables and plots.",
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
    private static final int CONNECTIONS = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "polestar-report",
            description = "where page, plots and histograms go (default ${DEFAULT-VALUE})")
    private Path out = Path.of("polestar-report");

    @Override
    public Integer call() throws IOException {
        Profile profile = ProfileOption.of(spec);
        Map<String, String> machine = Machine.described();
        List<Section> sections = new ArrayList<>();
        Findings earlier = new Findings(System.out);
        for (Measurement measurement : measurements(profile)) {
            Findings findings = new Findings(System.out, earlier);
            sections.add(measured(measurement, profile, findings));
            earlier = findings;
        }
        System.out.println();
        System.out.println(new Page(out, sections).write(profile.name().toLowerCase(Locale.ROOT), machine));
        System.out.println("written to " + out.toAbsolutePath());
        boolean whole = sections.stream().allMatch(section -> section.failure() == null);
        return whole ? 0 : 1;
    }

    private static List<Measurement> measurements(Profile profile) {
        List<Integer> sizes = profile == Profile.LONG ? List.of(1_000, 10, 100, 10_000) : List.of(1_000, 100);
        List<Measurement> all = new ArrayList<>(List.of(
                new MachineLimits(Path.of(System.getProperty("java.io.tmpdir"))),
                new HttpThroughput(Workload.Tree.WIDE, "journal", CONNECTIONS, sizes),
                new HttpThroughput(Workload.Tree.WIDE, "sync", CONNECTIONS, List.of(1_000)),
                new QuestDb(),
                new SingleEvents(),
                new Latency("latency", Workload.Tree.WIDE, 50_000, 100, 300, 0),
                new Latency("latency.single", Workload.Tree.WIDE, 2_000, 1, 0, 0),
                new Subscribers(1_000, 200_000),
                new StartUp(),
                new WindowReads(),
                new Memory(),
                new Peers(),
                new Scale()));
        if (profile == Profile.LONG) {
            all.add(new HttpThroughput(Workload.Tree.EVERYDAY, "journal", CONNECTIONS, List.of(1_000)));
            all.add(new SubscriptionScale());
        }
        return all;
    }

    /** What one measurement found; when it fails, what it had found until then, and why. */
    private static Section measured(Measurement measurement, Profile profile, Findings findings) {
        System.out.printf("%n%s%n", measurement.title());
        try {
            measurement.measure(profile, findings);
            return new Section(measurement.title(), findings, null);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return new Section(measurement.title(), findings, "interrupted");
        } catch (Exception failure) { // whatever it is: the page says so, and the other measurements go on
            System.out.println("void: " + failure);
            return new Section(measurement.title(), findings, String.valueOf(failure.getMessage()));
        }
    }
}
