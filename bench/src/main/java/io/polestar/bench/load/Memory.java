package io.polestar.bench.load;

import io.polestar.bench.figure.Figure;
import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.Measurement;
import io.polestar.bench.figure.Profile;
import io.polestar.bench.figure.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What does a server hold with 10,000 series and five metrics that each count a million distinct subjects? */
public final class Memory implements Measurement {
    private static final int SERIES = 10_000;
    private static final int SUBJECTS = 1_000_000;
    private static final int BATCH = 1_000;
    private static final double GIBIBYTE = 1L << 30;
    private static final List<String> PROPERTIES = List.of("a", "b", "c", "d", "e");

    @Override
    public String title() {
        return "Memory with %,d series and %d × %,d distinct subjects".formatted(SERIES, PROPERTIES.size(), SUBJECTS);
    }

    @Override
    public void measure(Profile profile, Findings findings) throws Exception {
        int runs = profile.either(1, 3);
        double[] all = new double[runs];
        double[] heap = new double[runs];
        for (int run = 0; run < runs; run++) {
            try (ServerProcess server = new ServerProcess(definition(), List.of())) {
                check(server, fill(server));
                ProcessMemory memory = ProcessMemory.afterCollection(server.pid());
                heap[run] = memory.heapBytes() / GIBIBYTE;
                all[run] = (memory.heapBytes() + memory.otherBytes()) / GIBIBYTE;
            }
        }
        findings.add(Figure.of("memory.all", "after a collection, off-heap and mapped included", Unit.GIBIBYTES, all));
        findings.add(Figure.of("memory.heap", "of it on the heap", Unit.GIBIBYTES, heap));
    }

    private static String definition() {
        StringBuilder yaml = new StringBuilder("""
                polestar: 1
                name: Memory
                zone: UTC
                windows: [1m, 1h, 1d]
                dimensions:
                  product: {property: product, bound: %d}
                northStar: all
                metrics:
                  all: {kind: count, event: view, by: [product], unit: event, owner: load@example.com}
                """.formatted(SERIES));
        StringBuilder influences = new StringBuilder("influences:\n");
        for (String property : PROPERTIES) {
            yaml.append("  %1$s: {kind: distinct, event: view, of: %1$s, unit: user, owner: load@example.com}%n"
                    .formatted(property));
            influences.append("  - {driver: %s, target: all, sign: positive}%n".formatted(property));
        }
        return yaml.append(influences).toString();
    }

    /** Sends a million events, each with five subjects never seen before; gives the last sequence. */
    private static String fill(ServerProcess server) throws IOException {
        try (KeptConnection connection = new KeptConnection(server.port())) {
            for (int first = 0; first < SUBJECTS; first += BATCH) {
                byte[] body = body(first);
                int status = connection.post(body, body.length);
                if (status != 200) {
                    throw new IOException("a batch was not taken: " + status + " " + connection.reply());
                }
            }
            return connection.reply();
        }
    }

    private static byte[] body(int first) {
        StringBuilder text = new StringBuilder();
        for (int event = first; event < first + BATCH; event++) {
            text.append("{\"type\":\"view\",\"id\":\"").append(event);
            text.append("\",\"data\":{\"product\":\"p").append(event % SERIES).append('"');
            for (String property : PROPERTIES) {
                text.append(",\"")
                        .append(property)
                        .append("\":\"")
                        .append(property)
                        .append(event)
                        .append('"');
            }
            text.append("}}\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void check(ServerProcess server, String reply) throws IOException, InterruptedException {
        long sequence = Flood.sequence(reply);
        for (String property : PROPERTIES) {
            double counted = server.value(property, sequence);
            if (counted != SUBJECTS) {
                throw new IOException("%,d subjects sent, %,.0f counted".formatted(SUBJECTS, counted));
            }
        }
    }
}
