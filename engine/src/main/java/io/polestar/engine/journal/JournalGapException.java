package io.polestar.engine.journal;

import java.io.IOException;

/** Whole records are missing from the journal: no snapshot and no replay makes up for them. */
public final class JournalGapException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * @param missing sequence of the first record that is not there
     * @param found sequence of the record found in its place
     * @param where the segment that holds it
     */
    JournalGapException(long missing, long found, Object where) {
        super("the journal is damaged: record " + missing + " is missing, " + found + " comes next in " + where
                + ". Restore the missing segment, or move the data directory away to start anew");
    }

    /** @param damage a place with records behind it */
    JournalGapException(Damage damage) {
        super("the journal is damaged: " + damage + ". Restore the file, or export what can be read (polestar journal"
                + " export) and import it into a new data directory");
    }
}
