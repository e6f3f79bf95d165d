package io.polestar.api.channel;

import io.polestar.api.channel.outbox.OutboxLimits;
import io.polestar.api.channel.outgoing.AddressBlock;
import io.polestar.api.channel.outgoing.HttpCaller;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What whoever runs the server decides about channels, and no definition can.
 *
 * @param allowed addresses outgoing calls may go to besides those of the public internet
 * @param secretFolders where files with secrets may be; a relative path is taken from the first
 * @param publicUrl where people reach the page, without a slash at its end; null when nobody has said, and messages have no link then
 * @param limits how much the outbox keeps
 * @param timeoutMillis how long one attempt may take, milliseconds
 * @param sayAgainMillis how often alerts that go on are said again to receivers that forget, milliseconds
 */
public record ChannelSettings(
        List<AddressBlock> allowed,
        List<Path> secretFolders,
        @Nullable String publicUrl,
        OutboxLimits limits,
        int timeoutMillis,
        long sayAgainMillis) {
    private static final long SAY_AGAIN_MILLIS = 60_000;

    public ChannelSettings {
        allowed = List.copyOf(allowed);
        secretFolders = List.copyOf(secretFolders);
        if (secretFolders.isEmpty()) {
            throw new IllegalArgumentException("there is a folder for secrets at least, whether it exists or not");
        }
        if (publicUrl != null && (!publicUrl.matches("https?://[^\\s#?]+") || publicUrl.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "publicUrl is http or https without query and final slash, publicUrl=" + publicUrl);
        }
        if (timeoutMillis < 1 || sayAgainMillis < 1) {
            throw new IllegalArgumentException(
                    "times must be positive, timeoutMillis=" + timeoutMillis + " sayAgainMillis=" + sayAgainMillis);
        }
    }

    /** The public internet, secrets in files of these folders, no link and usual bounds. */
    public static ChannelSettings withSecretsIn(Path... folders) {
        return new ChannelSettings(
                List.of(),
                List.of(folders),
                null,
                OutboxLimits.DEFAULT,
                HttpCaller.DEFAULT_TIMEOUT_MILLIS,
                SAY_AGAIN_MILLIS);
    }

    /** The same with more addresses. */
    public ChannelSettings withAllowed(List<AddressBlock> value) {
        return new ChannelSettings(value, secretFolders, publicUrl, limits, timeoutMillis, sayAgainMillis);
    }

    /** The same with an address for links. */
    public ChannelSettings withPublicUrl(@Nullable String value) {
        return new ChannelSettings(allowed, secretFolders, value, limits, timeoutMillis, sayAgainMillis);
    }

    /** The same with other bounds. */
    public ChannelSettings withLimits(OutboxLimits value) {
        return new ChannelSettings(allowed, secretFolders, publicUrl, value, timeoutMillis, sayAgainMillis);
    }

    /** The same with another time for an attempt. */
    public ChannelSettings withTimeoutMillis(int value) {
        return new ChannelSettings(allowed, secretFolders, publicUrl, limits, value, sayAgainMillis);
    }

    /** The same with another pace of saying again. */
    public ChannelSettings withSayAgainMillis(long value) {
        return new ChannelSettings(allowed, secretFolders, publicUrl, limits, timeoutMillis, value);
    }
}
