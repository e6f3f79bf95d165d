package io.polestar.api.command;

import io.polestar.api.live.LiveLimits;
import io.polestar.api.server.ServerConfig;
import io.polestar.engine.Acks;
import io.polestar.ingest.wire.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Options of a command that runs a server, but for its address. Their defaults are the server's. */
final class ServerOptions {
    private static final ServerConfig DEFAULTS = ServerConfig.defaults();

    @Option(
            names = "--acks",
            paramLabel = "journal|sync",
            description = "What an accepted batch has survived: the death of the process, or a power cut"
                    + " (default: journal).")
    private Acks acks = DEFAULTS.acks();

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description = "Another page that may open a live socket or send events, such as"
                    + " https://board.example.com; may be repeated.")
    private List<String> allowOrigins = List.of();

    @Option(names = "--threads", paramLabel = "N", description = "Most threads that serve requests (default: 16).")
    private int threads = DEFAULTS.threads();

    @Option(
            names = "--limit",
            converter = {NoConversion.class, Size.class},
            paramLabel = "NAME=SIZE",
            description = "A bound of a body or an event: bodyBytes, lineBytes, events, depth, properties, nameBytes,"
                    + " textBytes, attributeBytes or rejectionsListed; may be repeated. Defaults: see docs/events.md.")
    private Map<String, Long> limits = new LinkedHashMap<>();

    @Option(names = "--max-live", paramLabel = "N", description = "Most live connections (default: 2000).")
    private int liveConnections = DEFAULTS.live().subscribers();

    @Option(
            names = "--live-gap",
            converter = Length.class,
            paramLabel = "TIME",
            description = "Least time between two changes sent of one metric (default: 3ms; a tree: at least 50ms).")
    private long liveGapMillis = DEFAULTS.live().metricGapMillis();

    /**
     * The server of that address.
     *
     * @throws IllegalArgumentException when an option is out of its range
     */
    ServerConfig config(String host, int port) {
        return DEFAULTS.withHost(host)
                .withPort(port)
                .withThreads(threads)
                .withAcks(acks)
                .withAllowOrigins(Set.copyOf(allowOrigins))
                .withLimits(limits())
                .withLive(LiveLimits.defaults().withSubscribers(liveConnections).withMetricGapMillis(liveGapMillis));
    }

    private Limits limits() {
        Limits all = Limits.DEFAULTS;
        for (Map.Entry<String, Long> limit : limits.entrySet()) {
            int value = Math.toIntExact(limit.getValue());
            all = switch (limit.getKey()) {
                case "bodyBytes" -> all.withBodyBytes(value);
                case "lineBytes" -> all.withLineBytes(value);
                case "events" -> all.withEvents(value);
                case "depth" -> all.withDepth(value);
                case "properties" -> all.withProperties(value);
                case "nameBytes" -> all.withNameBytes(value);
                case "textBytes" -> all.withTextBytes(value);
                case "attributeBytes" -> all.withAttributeBytes(value);
                case "rejectionsListed" -> all.withRejectionsListed(value);
                default -> throw new IllegalArgumentException("there is no such limit, limit=" + limit.getKey());
            };
        }
        return all;
    }

    /** A text as it is. */
    static final class NoConversion implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return text;
        }
    }
}
