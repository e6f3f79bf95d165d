package io.polestar.engine;

/** What became of an appended batch. */
public enum Status {
    /** Journalled to the asked ack level; refused events are listed in the receipt. */
    ACCEPTED,
    /** The batch as a whole breaks a rule, which the receipt's one refusal names: nothing was taken. */
    REFUSED,
    /** The ring has no room: nothing was taken, try again later. */
    FULL,
    /** The disk has no room for the journal: nothing was taken, reading goes on. */
    DISK_FULL,
    /** The engine is still replaying: nothing was taken. */
    NOT_READY,
    /** The engine has stopped on an error: nothing was taken. */
    FAILED
}
