package io.polestar.api.channel;

import io.polestar.api.channel.outgoing.OpenSecrets;
import io.polestar.api.channel.outgoing.RefusedAddressException;
import io.polestar.api.channel.outgoing.SecretStore;
import io.polestar.api.channel.sender.Outcome;
import io.polestar.api.channel.sender.Sender;
import java.io.IOException;

/** One use of a sender that always ends in an outcome, and whose reasons hold none of the secrets it used. */
final class Attempt {
    private final Sender sender;
    private final SecretStore secrets;

    Attempt(Sender sender, SecretStore secrets) {
        this.sender = sender;
        this.secrets = secrets;
    }

    Sender sender() {
        return sender;
    }

    /** What is done with a sender. */
    @FunctionalInterface
    interface Use {
        Outcome on(Sender sender, OpenSecrets secrets) throws IOException;
    }

    Outcome make(Use use) {
        OpenSecrets open = secrets.open();
        try {
            return redacted(use.on(sender, open), open);
        } catch (RefusedAddressException e) {
            return new Outcome.Refused(open.redacted(reason(e)));
        } catch (IOException | RuntimeException e) {
            return new Outcome.TryLater(open.redacted(reason(e)), 0);
        }
    }

    private static Outcome redacted(Outcome outcome, OpenSecrets open) {
        if (outcome instanceof Outcome.TryLater later) {
            return new Outcome.TryLater(open.redacted(later.reason()), later.askedMillis());
        }
        if (outcome instanceof Outcome.Refused refused) {
            return new Outcome.Refused(open.redacted(refused.reason()));
        }
        return outcome instanceof Outcome.Delivered delivered
                ? new Outcome.Delivered(open.redacted(delivered.remark()))
                : outcome;
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
