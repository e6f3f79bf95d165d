package io.polestar.api.channel;

import io.polestar.api.channel.outgoing.AddressBlock;
import io.polestar.engine.dispatch.Message;
import io.polestar.engine.tree.Channel;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocketFactory;

/** Channels over a directory, with an environment of the test's and this machine allowed. */
public final class Station implements AutoCloseable {
    public static final String WEBHOOK_KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr";
    private static final String TREE = """
            polestar: 1
            name: Shop
            zone: Europe/Paris
            windows: [1h]
            northStar: orders
            metrics:
              orders: {kind: count, event: order, unit: order, owner: a@example.com}
            channels:
            """;

    private final Path directory;
    private final Map<String, String> environment = new ConcurrentHashMap<>();
    private volatile List<Channel> definition = List.of();
    private UnaryOperator<ChannelSettings> setting = settings -> settings;
    private Clock clock = new QuickClock(50);
    private SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    private Channels channels;

    public Station(Path directory) {
        this.directory = directory;
        environment.put("KEY", WEBHOOK_KEY);
    }

    public Station with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public Station clock(Clock value) {
        clock = value;
        return this;
    }

    public Station tls(SSLSocketFactory value) {
        tls = value;
        return this;
    }

    public Station setting(UnaryOperator<ChannelSettings> value) {
        setting = value;
        return this;
    }

    /** The lines under {@code channels:}, indented by two. */
    public Station define(String yaml) {
        try {
            definition =
                    DefinitionReader.read(TREE + yaml.indent(2), "shop.yaml").channels();
        } catch (DefinitionException e) {
            throw new IllegalArgumentException(e);
        }
        return this;
    }

    /** A webhook {@code ops} at that address, which stands in the environment. */
    public Station webhook(String url) {
        return with("URL", url).define("ops: {webhook: {url: env:URL, secret: env:KEY}, perMinute: 6000}");
    }

    public Station open() throws IOException {
        ChannelSettings settings = ChannelSettings.withSecretsIn(directory.resolve("secrets"))
                .withAllowed(List.of(AddressBlock.parse("127.0.0.0/8")))
                .withTimeoutMillis(2_000);
        channels = Channels.open(
                directory.resolve("outbox"),
                setting.apply(settings),
                () -> definition,
                (alert, language) -> Notes.briefing(),
                new Channels.Machine(clock, environment::get, tls));
        return this;
    }

    public Channels channels() {
        return channels;
    }

    public void offer(Message message) {
        if (!channels.offer(message)) {
            throw new IllegalStateException("no room");
        }
    }

    public ChannelStatus status(String id) {
        return channels.status().stream()
                .filter(status -> status.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        channels.close();
    }
}
