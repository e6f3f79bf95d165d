package io.polestar.bench.figure;

/** How much time measuring may take: minutes, for a first look, or as long as figures worth keeping need. */
public enum Profile {
    SHORT(3, 2),
    LONG(5, 8);

    private final int runs;
    private final int seconds;

    Profile(int runs, int seconds) {
        this.runs = runs;
        this.seconds = seconds;
    }

    /** Counted runs of each measurement. */
    public int runs() {
        return runs;
    }

    /** Length of a run that goes by time. */
    public int seconds() {
        return seconds;
    }

    /** One of two sizes. */
    public int either(int inShort, int inLong) {
        return this == SHORT ? inShort : inLong;
    }
}
