package io.polestar.api.channel;

import io.polestar.api.channel.outbox.ParkedParcel;
import io.polestar.api.channel.sender.Outcome;
import java.util.List;
import java.util.Optional;

/** What can be seen of channels and done with them. Safe for any thread. */
public interface ChannelBoard {
    /** All channels of the definition in its order, then those that only have messages left. */
    List<ChannelStatus> status();

    /** The messages of a channel that were set aside, oldest first. */
    List<ParkedParcel> parked(String channel);

    /**
     * Sends a message that says nothing but that the channel works; takes as long as the receiver. It passes the outbox by and counts
     * against the channel's limit.
     *
     * @return empty when the definition has no such channel
     */
    Optional<Outcome> test(String channel);

    /**
     * Has the messages of a channel that were set aside go out again.
     *
     * @return how many; empty when the definition has no such channel
     */
    Optional<Integer> resend(String channel);

    /** Bytes of the messages kept. */
    long bytes();

    /** How often the disk did not take what became of a message. */
    long unwritten();

    /** Of a server that has no channels. */
    static ChannelBoard none() {
        return new ChannelBoard() {
            @Override
            public List<ChannelStatus> status() {
                return List.of();
            }

            @Override
            public List<ParkedParcel> parked(String channel) {
                return List.of();
            }

            @Override
            public Optional<Outcome> test(String channel) {
                return Optional.empty();
            }

            @Override
            public Optional<Integer> resend(String channel) {
                return Optional.empty();
            }

            @Override
            public long bytes() {
                return 0;
            }

            @Override
            public long unwritten() {
                return 0;
            }
        };
    }
}
