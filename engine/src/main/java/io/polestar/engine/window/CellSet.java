package io.polestar.engine.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** A set of cells that is filled one by one and emptied at once, without allocating. One thread. */
final class CellSet {
    private boolean[] member = new boolean[64];
    private int[] cells = new int[64];
    private int size;

    void add(int cell) {
        if (cell >= member.length) {
            int larger = Math.max(cell + 1, member.length * 2);
            member = Arrays.copyOf(member, larger);
            cells = Arrays.copyOf(cells, larger);
        }
        if (!member[cell]) {
            member[cell] = true;
            cells[size++] = cell;
        }
    }

    boolean has(int cell) {
        return cell < member.length && member[cell];
    }

    int size() {
        return size;
    }

    /** The cell at {@code index} in the order of adding. */
    int get(int index) {
        return cells[index];
    }

    void clear() {
        for (int index = 0; index < size; index++) {
            member[cells[index]] = false;
        }
        size = 0;
    }

    void addAll(CellSet other) {
        for (int index = 0; index < other.size; index++) {
            add(other.cells[index]);
        }
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int index = 0; index < size; index++) {
            out.writeInt(cells[index]);
        }
    }

    void readFrom(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            add(in.readInt());
        }
    }
}
