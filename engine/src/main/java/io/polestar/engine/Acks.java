package io.polestar.engine;

/** What an accepted batch has survived when its receipt is returned. */
public enum Acks {
    /** It is in the journal: the death of the process does not lose it. */
    JOURNAL,
    /** It is in the journal and forced to disk: a power cut does not lose it. */
    SYNC
}
