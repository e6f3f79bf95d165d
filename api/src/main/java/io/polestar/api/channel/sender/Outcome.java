package io.polestar.api.channel.sender;

/** What became of an attempt. Reasons hold no secrets. */
public sealed interface Outcome {
    /** The receiver took the message, and that is all. */
    Delivered DELIVERED = new Delivered("");

    /**
     * The receiver took the message.
     *
     * @param remark what was not quite right all the same; empty when nothing was
     */
    record Delivered(String remark) implements Outcome {}

    /**
     * It may go well another time.
     *
     * @param reason what happened
     * @param askedMillis how long the receiver asks to be left alone, milliseconds; 0 when it does not say
     */
    record TryLater(String reason, long askedMillis) implements Outcome {}

    /**
     * It will not go well until somebody changes something.
     *
     * @param reason what happened
     */
    record Refused(String reason) implements Outcome {}
}
