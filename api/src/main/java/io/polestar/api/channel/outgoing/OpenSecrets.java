package io.polestar.api.channel.outgoing;

import io.polestar.engine.tree.Secret;
import io.polestar.engine.tree.WebAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The secrets that sending one message needs. It knows what it gave out, and takes it out of texts that people will see. One thread. */
public final class OpenSecrets {
    private static final int SHORTEST = 4;
    private static final String HIDDEN = "***";
    private static final int LONGEST_TEXT = 300;

    private final SecretStore store;
    private final List<String> given = new ArrayList<>();

    OpenSecrets(SecretStore store) {
        this.store = store;
    }

    /**
     * A secret.
     *
     * @throws SecretException when there is none
     */
    public String value(Secret secret) throws SecretException {
        String value = store.value(secret);
        remember(value);
        return value;
    }

    /**
     * An address that is a secret.
     *
     * @throws SecretException when there is none, or it is no address
     */
    public URI address(Secret secret) throws SecretException {
        String text = value(secret);
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            if (uri.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
                throw new SecretException(secret + " is no http or https address");
            }
            for (String part : String.valueOf(uri.getRawSchemeSpecificPart()).split("[/?&=@]+", -1)) {
                remember(part);
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new SecretException(secret + " is no http or https address");
        }
    }

    /** An address, secret or not. */
    public URI address(WebAddress address) throws SecretException {
        return address instanceof WebAddress.Hidden hidden
                ? address(hidden.secret())
                : URI.create(((WebAddress.Open) address).url());
    }

    /** Has another form of a secret, such as a header made of it, kept out of texts too. */
    public String hidden(String form) {
        remember(form);
        return form;
    }

    private void remember(String value) {
        if (value.length() >= SHORTEST) {
            given.add(value);
        }
    }

    /** A text for people: one line of bearable length without any of the secrets. */
    public String redacted(String text) {
        String clean = text;
        given.sort(Comparator.comparingInt(String::length).reversed());
        for (String secret : given) {
            clean = clean.replace(secret, HIDDEN);
        }
        clean = clean.replaceAll("\\p{Cntrl}+", " ");
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT - 1) + "…";
    }
}
