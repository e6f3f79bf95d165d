package io.polestar.engine.tree;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where a channel sends to over HTTP: an address that anybody may read, or one that is a secret because whoever knows it may send. */
public sealed interface WebAddress {
    /**
     * An address in the open.
     *
     * @param url {@code http} or {@code https}, with a host, without a user and a fragment
     */
    record Open(String url) implements WebAddress {
        public Open {
            if (!isAddress(url)) {
                throw new IllegalArgumentException(
                        "an address is http or https with a host, without user and fragment");
            }
        }

        @Override
        public String toString() {
            return url;
        }
    }

    /**
     * An address that is a secret.
     *
     * @param secret where it is kept
     */
    record Hidden(Secret secret) implements WebAddress {
        @Override
        public String toString() {
            return secret.toString();
        }
    }

    /** Whether a text is an address to send to. */
    static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            return web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
