package io.polestar.bench.peer;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One peer in a process of its own, which {@link Peers} starts: writes a line for each run, its time, processor time and checksum. */
@Command(name = PeerCommand.NAME, hidden = true, description = "Counts the stream with one peer.")
public final class PeerCommand implements Callable<Integer> {
    static final String NAME = "peer";

    @Parameters(paramLabel = "NAME", description = "the peer's name")
    private String name = "";

    @Option(names = "--events", required = true, description = "events in the stream")
    private int events;

    @Option(names = "--runs", required = true, description = "counted runs")
    private int runs;

    @Option(names = "--warm-ups", required = true, description = "runs before them")
    private int warmUps;

    @Override
    public Integer call() throws Exception {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Orders orders = Orders.of(events);
        try (Peer peer = find(name)) {
            peer.open();
            for (int run = -warmUps; run < runs; run++) {
                System.gc();
                long began = System.nanoTime();
                long cpuBefore = process.getProcessCpuTime();
                Answers answers = peer.count(orders);
                long cpuNanos = process.getProcessCpuTime() - cpuBefore;
                PeerRun measured =
                        new PeerRun(System.nanoTime() - began, cpuNanos, answers.checksum(), answers.given());
                if (run >= 0) {
                    System.out.println(measured.line());
                }
            }
        }
        return 0;
    }

    private static Peer find(String name) throws IOException {
        return all().stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no such peer, name=" + name));
    }

    /** All peers on the class path. */
    static List<Peer> all() {
        return ServiceLoader.load(Peer.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
