package io.polestar.api.channel.outgoing;

import java.io.IOException;

/** A call was not made because it would go where calls may not go. */
public final class RefusedAddressException extends IOException {
    private static final long serialVersionUID = 1;

    /** The message says the rule, and never the address, which may be a secret. */
    public RefusedAddressException(String message) {
        super(message);
    }
}
