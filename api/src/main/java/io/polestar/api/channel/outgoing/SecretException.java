package io.polestar.api.channel.outgoing;

import java.io.IOException;

/** A secret is not where the definition says, or is not of the form it must have. The message never holds any of it. */
public final class SecretException extends IOException {
    private static final long serialVersionUID = 1;

    public SecretException(String message) {
        super(message);
    }
}
