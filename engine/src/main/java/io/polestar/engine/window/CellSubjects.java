package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The subjects of each cell, in a table of its own: {@link SubjectRows}. One thread. */
final class CellSubjects {
    private static final int FIXED_BYTES = 200;

    private final int panes;
    private final int extras;
    private @Nullable SubjectRows[] tables = new SubjectRows[16];
    private long oldest;

    /**
     * @param panes panes kept of a subject
     * @param extras ints that go with each
     */
    CellSubjects(int panes, int extras) {
        this.panes = panes;
        this.extras = extras;
    }

    /** Key of a subject in all tables. */
    static long keyOf(long subject) {
        return KeyedHash.mix(subject);
    }

    /** A cell's table. */
    SubjectRows of(int cell) {
        SubjectRows table = cell < tables.length ? tables[cell] : null;
        return table == null ? make(cell) : table;
    }

    private SubjectRows make(int cell) {
        if (cell >= tables.length) {
            tables = Arrays.copyOf(tables, Math.max(cell + 1, tables.length * 2));
        }
        SubjectRows table = new SubjectRows(panes, extras, () -> {});
        table.forgetBefore(oldest);
        tables[cell] = table;
        return table;
    }

    /** Empties a cell's table. */
    void drop(int cell) {
        tables[cell] = null;
    }

    /** Panes before this one may be forgotten from now on; it never falls. */
    void forgetBefore(long pane) {
        if (pane == oldest) {
            return;
        }
        oldest = pane;
        for (SubjectRows table : tables) {
            if (table != null) {
                table.forgetBefore(pane);
            }
        }
    }

    /** Bytes of memory held. */
    long memoryBytes() {
        long bytes = 0;
        for (SubjectRows table : tables) {
            bytes += table == null ? 0 : FIXED_BYTES + table.memoryBytes();
        }
        return bytes;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(oldest);
        for (int cell = 0; cell < tables.length; cell++) {
            SubjectRows table = tables[cell];
            if (table != null) {
                out.writeInt(cell);
                table.writeTo(out);
            }
        }
        out.writeInt(-1);
    }

    /** Takes up, in tables without subjects, what {@link #writeTo} wrote. */
    void readFrom(DataInput in) throws IOException {
        forgetBefore(in.readLong());
        for (int cell = in.readInt(); cell >= 0; cell = in.readInt()) {
            of(cell).readFrom(in);
        }
    }

    /** Hash of what may not be forgotten, whatever its history. */
    long stateHash() {
        long hash = 0;
        for (int cell = 0; cell < tables.length; cell++) {
            SubjectRows table = tables[cell];
            hash += table == null ? 0 : table.stateHash() * (2L * cell + 1);
        }
        return hash;
    }
}
