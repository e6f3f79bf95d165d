package io.polestar.engine.event;

import static io.polestar.engine.event.BatchLayout.*;

import java.nio.charset.StandardCharsets;

/**
 * Reads the events of a sealed batch one after another, in place. One thread; allocates nothing but in
 * {@link #name}.
 */
public final class EventCursor {
    private byte[] bytes = new byte[0];
    private int[] nameOffsets = new int[64];
    private int nameCount;
    private int remaining;
    private int event;
    private int next;
    private int property;
    private int propertiesLeft;

    /** Starts at the batch that begins at index 0 of {@code batch}. */
    public EventCursor wrap(byte[] batch) {
        bytes = batch;
        remaining = getInt(batch, COUNT);
        next = BATCH_HEADER;
        event = -1;
        nameCount = getInt(batch, NAME_COUNT);
        if (nameCount > nameOffsets.length) {
            nameOffsets = new int[Math.max(nameCount, nameOffsets.length * 2)];
        }
        int at = getInt(batch, NAMES_OFFSET);
        for (int index = 0; index < nameCount; index++) {
            nameOffsets[index] = at;
            at += 2 + getShort(batch, at);
        }
        return this;
    }

    /** Moves to the next event, dropped ones included; false at the end. */
    public boolean next() {
        if (remaining == 0) {
            return false;
        }
        remaining--;
        event = next;
        next += getInt(bytes, event);
        property = event + EVENT_HEADER;
        propertiesLeft = getShort(bytes, event + PROPERTY_COUNT);
        return true;
    }

    /** Goes on in {@code batch}, the same bytes in a larger array; the names stay those of {@link #wrap}. */
    public void moveTo(byte[] batch) {
        bytes = batch;
    }

    /** Number of events in the batch, dropped ones included. */
    public int eventCount() {
        return getInt(bytes, COUNT);
    }

    /** Duplicates that were left out when this batch was journalled. */
    public int duplicates() {
        return getInt(bytes, DUPLICATES);
    }

    /** Events that were refused when this batch was journalled. */
    public int refusals() {
        return getInt(bytes, REFUSED);
    }

    /** Name of the producer that numbered this batch, 0 without one. */
    public int producerRef() {
        return getShort(bytes, PRODUCER);
    }

    /** The producer's number of this batch, from 1; 0 without a producer. */
    public long batchSeq() {
        return getLong(bytes, BATCH_SEQ);
    }

    /** Whether the batch brings history, at which no rule shall fire. */
    public boolean backfill() {
        return isBackfill(bytes);
    }

    /** Whether a sealed batch brings history, at which no rule shall fire. */
    public static boolean isBackfill(byte[] batch) {
        return (batch[BATCH_FLAGS] & BACKFILL) != 0;
    }

    /** Whether the event was left out as a duplicate or refused; it then counts nowhere. */
    public boolean dropped() {
        return has(DROPPED);
    }

    /** Whether the event was left out because it was refused. */
    public boolean refused() {
        return has(EVENT_REFUSED);
    }

    /** Leaves the event out as a duplicate. */
    public void drop() {
        bytes[event + FLAGS] |= DROPPED;
    }

    /** Leaves the event out as refused. */
    public void refuse() {
        bytes[event + FLAGS] |= DROPPED | EVENT_REFUSED;
    }

    /** Whether the event came without a time of its own. */
    public boolean timeIsArrival() {
        return has(ARRIVAL_TIME);
    }

    /** Whether this is a correction that was taken; what it does stands at the end of its batch. */
    public boolean corrects() {
        return has(CORRECTS);
    }

    /** Marks a correction as taken. */
    public void correct() {
        bytes[event + FLAGS] |= CORRECTS;
    }

    /** Whether this takes back an earlier event, whose identity and content it repeats. */
    public boolean retracts() {
        return has(RETRACTS);
    }

    /** Whether this counts in the place of an earlier event, whose identity it carries. */
    public boolean replaces() {
        return has(REPLACES);
    }

    private boolean has(byte flag) {
        return (bytes[event + FLAGS] & flag) != 0;
    }

    /** Event time, epoch milliseconds. */
    public long timeMillis() {
        return getLong(bytes, event + TIME);
    }

    /** Gives an event without a time the time of its arrival. */
    public void arrivedAt(long epochMillis) {
        putLong(bytes, event + TIME, epochMillis);
    }

    /** Hash of source and id, 0 when the event has no id. */
    public long identity() {
        return getLong(bytes, event + IDENTITY);
    }

    /** The event's id as text, empty without one; ends the reading of its properties. */
    public String id() {
        while (nextProperty()) {
            if (propertyRef() == ID_REF) {
                return new String(
                        bytes,
                        textOffset(propertyOffset()),
                        textLength(bytes, propertyOffset()),
                        StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    /** Name of the event's type. */
    public int typeRef() {
        return getShort(bytes, event + TYPE);
    }

    /** Name of the event's source. */
    public int sourceRef() {
        return getShort(bytes, event + SOURCE);
    }

    /** Position of the event in the sender's batch. */
    public int position() {
        return getInt(bytes, event + POSITION);
    }

    /** Moves to the event's next property; false at the end. */
    public boolean nextProperty() {
        if (propertiesLeft == 0) {
            return false;
        }
        propertiesLeft--;
        int at = property;
        property = at + PROPERTY_HEADER + valueLength(at);
        current = at;
        return true;
    }

    /** Goes back before the event's first property. */
    public void rewindProperties() {
        property = event + EVENT_HEADER;
        propertiesLeft = getShort(bytes, event + PROPERTY_COUNT);
    }

    private int current;

    /** Name of the current property: {@link #ID_REF}, {@link #SUBJECT_REF} or a name of the batch. */
    public int propertyRef() {
        return getShort(bytes, current);
    }

    /** Offset in {@link #bytes} of the current property, for the static readers below. */
    public int propertyOffset() {
        return current;
    }

    /** The batch's bytes. */
    public byte[] bytes() {
        return bytes;
    }

    /** Number of names, the two reserved ones included: every name is below this. */
    public int nameLimit() {
        return FIRST_NAME + nameCount;
    }

    /** Offset in {@link #bytes} of a name's UTF-8. */
    public int nameOffset(int nameRef) {
        return nameOffsets[nameRef - FIRST_NAME] + 2;
    }

    /** Length in bytes of a name. */
    public int nameLength(int nameRef) {
        return getShort(bytes, nameOffsets[nameRef - FIRST_NAME]);
    }

    /** A name as text. */
    public String name(int nameRef) {
        return new String(bytes, nameOffset(nameRef), nameLength(nameRef), StandardCharsets.UTF_8);
    }

    private int valueLength(int at) {
        return switch (bytes[at + 2]) {
            case Tag.NUMBER -> Long.BYTES;
            case Tag.TEXT, Tag.JSON -> Integer.BYTES + getInt(bytes, at + PROPERTY_HEADER);
            default -> 0;
        };
    }

    /** Stands for the event's id among its properties. */
    public static final int ID_REF = ID;

    /** Stands for the event's subject among its properties. */
    public static final int SUBJECT_REF = SUBJECT;

    /** First number of a batch's own names. */
    public static final int FIRST_NAME_REF = FIRST_NAME;

    /** Tag of the property at {@code offset}, see {@link Tag}. */
    public static byte tag(byte[] bytes, int offset) {
        return bytes[offset + 2];
    }

    /** Value of the number at {@code offset}. */
    public static double number(byte[] bytes, int offset) {
        return Double.longBitsToDouble(getLong(bytes, offset + PROPERTY_HEADER));
    }

    /** Where the UTF-8 of the text at {@code offset} begins. */
    public static int textOffset(int offset) {
        return offset + PROPERTY_HEADER + Integer.BYTES;
    }

    /** Length in bytes of the text at {@code offset}. */
    public static int textLength(byte[] bytes, int offset) {
        return getInt(bytes, offset + PROPERTY_HEADER);
    }
}
