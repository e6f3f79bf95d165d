package io.polestar.api.command;

import io.polestar.api.channel.ChannelSettings;
import io.polestar.api.channel.outgoing.AddressBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about what channels may do, which no definition decides. */
final class ChannelOptions {
    private static final Path CONTAINER_SECRETS = Path.of("/run/secrets");

    @Option(
            names = "--channel-allow",
            paramLabel = "BLOCK",
            description = "Addresses channels may send to besides those of the public internet, such as 10.1.0.0/16;"
                    + " may be repeated.")
    private List<String> allowed = List.of();

    @Option(
            names = "--secrets",
            paramLabel = "DIR",
            description = "Where files with secrets of channels may be, besides DATA/secrets and /run/secrets;"
                    + " may be repeated.")
    private List<Path> folders = List.of();

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "Where people reach the page, for the links in messages (default: no links).")
    private @Nullable String publicUrl;

    /**
     * The settings of a server over that data directory.
     *
     * @throws IllegalArgumentException when an option is out of its range
     */
    ChannelSettings settings(Path data) {
        List<Path> all = new ArrayList<>(List.of(data.resolve("secrets"), CONTAINER_SECRETS));
        all.addAll(folders);
        String url = publicUrl;
        return ChannelSettings.withSecretsIn(all.toArray(Path[]::new))
                .withAllowed(allowed.stream().map(AddressBlock::parse).toList())
                .withPublicUrl(url == null ? null : url.replaceAll("/+$", ""));
    }
}
