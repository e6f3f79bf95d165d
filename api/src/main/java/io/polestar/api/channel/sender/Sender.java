package io.polestar.api.channel.sender;

import io.polestar.api.channel.outgoing.OpenSecrets;
import io.polestar.api.channel.wording.Parcel;
import io.polestar.api.channel.wording.Told;
import java.io.IOException;
import java.util.List;

/** Sends messages to one kind of receiver. Safe for any thread; a call takes as long as the receiver, within bounds. */
public interface Sender {
    /**
     * Makes one attempt.
     *
     * @throws IOException when it is not known what became of the message, which may then be sent again under its id
     */
    Outcome send(Parcel parcel, OpenSecrets secrets) throws IOException;

    /** Whether the receiver forgets alerts that are not said again, see {@link #sayAgain}. */
    default boolean forgets() {
        return false;
    }

    /** Says again that alerts go on. */
    default Outcome sayAgain(List<Told> standing, OpenSecrets secrets) throws IOException {
        throw new UnsupportedOperationException("this receiver does not forget, standing=" + standing.size());
    }
}
