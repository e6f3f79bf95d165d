package io.polestar.engine.journal;

import java.nio.file.Path;

/**
 * A place of the journal that cannot be read.
 *
 * @param file the data file
 * @param offsetBytes where in the file
 * @param record number of the record in its segment, from 0
 * @param what what is wrong there
 * @param lastSequence the last record before it that can be read; 0 without one
 * @param nextSequence the first record after it that can be read; 0 without one
 * @param tail whether this is what the death of a process or a loss of power leaves at the end: nothing that was synced is missing
 */
public record Damage(
        Path file, long offsetBytes, long record, String what, long lastSequence, long nextSequence, boolean tail) {

    /** Records that are gone, as far as their numbers tell: 0 where nothing follows, 1 at least where nothing comes before. */
    public long lostRecords() {
        if (nextSequence == 0) {
            return 0;
        }
        return lastSequence == 0 ? 1 : nextSequence - lastSequence - 1;
    }

    Damage followedBy(long sequence) {
        return new Damage(file, offsetBytes, record, what, lastSequence, sequence, false);
    }

    /** One line for a person. */
    @Override
    public String toString() {
        String place = what + " in " + file + " at byte " + offsetBytes + ", record " + record + " of its segment, "
                + (lastSequence == 0 ? "before any that can be read" : "after sequence " + lastSequence);
        if (nextSequence == 0) {
            return place + "; nothing follows";
        }
        return place + "; records lost: " + (lastSequence == 0 ? "at least " : "") + lostRecords()
                + ", reading goes on at sequence " + nextSequence;
    }
}
