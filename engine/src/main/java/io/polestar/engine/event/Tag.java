package io.polestar.engine.event;

/** What kind of value a property holds. The codes are part of the journal's format. */
public final class Tag {
    /** The event has no such property. */
    public static final byte ABSENT = 0;

    public static final byte NUMBER = 1;
    public static final byte TEXT = 2;
    public static final byte TRUE = 3;
    public static final byte FALSE = 4;
    public static final byte NULL = 5;

    /** An array, kept as its JSON text. */
    public static final byte JSON = 6;

    private Tag() {}
}
