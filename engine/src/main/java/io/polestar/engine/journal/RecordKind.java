package io.polestar.engine.journal;

/** What a record of the journal holds. The codes are part of the journal's format. */
public enum RecordKind {
    /** A batch of events. */
    BATCH(1),
    /** The time, told to windows and alerts while no event comes. */
    TICK(2),
    /** A definition taking force from here on. */
    DEFINITION(3),
    /** What an operator did about alerts. */
    ACT(4);

    private static final RecordKind[] BY_CODE = {BATCH, TICK, DEFINITION, ACT};

    final byte code;

    RecordKind(int code) {
        this.code = (byte) code;
    }

    static boolean isKnown(byte code) {
        return code >= 1 && code <= BY_CODE.length;
    }

    static RecordKind of(byte code) {
        if (!isKnown(code)) {
            throw new IllegalArgumentException("unknown kind of journal record, code=" + code);
        }
        return BY_CODE[code - 1];
    }
}
