package io.polestar.api.access;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which {@code Host} and {@code Origin} headers are let through.
 *
 * <p>A server on loopback answers only to names of this machine, so that a web page whose name was rebound to 127.0.0.1
 * cannot talk to it. An origin must be the very host and port the request went to, or one that was allowed by name; a
 * request without an origin does not come from a web page.
 */
public final class Hosts {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean loopback;
    private final Set<String> allowedOrigins = new TreeSet<>();
    private final Set<String> allowedNames = new TreeSet<>(LOOPBACK_NAMES);

    /**
     * @param bindHost the address or name the server listens on
     * @param allowOrigins origins of other web pages that may use the API, such as {@code https://board.example.com}
     */
    public Hosts(String bindHost, Set<String> allowOrigins) {
        this.loopback = isLoopback(bindHost);
        allowedNames.add(bindHost.toLowerCase(Locale.ROOT));
        for (String origin : allowOrigins) {
            String authority = authority(origin);
            if (authority == null) {
                throw new IllegalArgumentException(
                        "an origin must be a scheme, a host and perhaps a port, origin=" + origin);
            }
            allowedOrigins.add(origin.toLowerCase(Locale.ROOT));
            allowedNames.add(name(authority));
        }
    }

    /** Whether that address or name reaches only this machine. A name that does not resolve does not. */
    public static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether a request with that {@code Host} header is answered. */
    public boolean allowsHost(@Nullable String hostHeader) {
        return !loopback || (hostHeader != null && allowedNames.contains(name(hostHeader.toLowerCase(Locale.ROOT))));
    }

    /** Whether a page of that origin may open a WebSocket here or change something. */
    public boolean allowsOrigin(@Nullable String origin, @Nullable String hostHeader) {
        if (origin == null) {
            return true;
        }
        String lower = origin.toLowerCase(Locale.ROOT);
        if (allowedOrigins.contains(lower)) {
            return true;
        }
        String authority = authority(lower);
        return authority != null && hostHeader != null && authority.equals(hostHeader.toLowerCase(Locale.ROOT));
    }

    /** The host and port of an origin in lower case, null when the text is not an origin. */
    private static @Nullable String authority(String origin) {
        try {
            URI uri = new URI(origin);
            boolean bare = uri.getRawPath() == null || uri.getRawPath().isEmpty();
            String authority = uri.getRawAuthority();
            return uri.getScheme() == null || authority == null || !bare ? null : authority.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** The host without its port. */
    private static String name(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }
}
