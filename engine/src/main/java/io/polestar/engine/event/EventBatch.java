package io.polestar.engine.event;

import static io.polestar.engine.event.BatchLayout.*;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A reusable batch of encoded events: the body of one request, one slot of the ring, one excerpt of the journal.
 *
 * <p>Filled by one thread between {@link #reset} and the hand-over to the engine, which then owns it. An event is
 * written between {@link #beginEvent} and {@link #endEvent}; {@link #abandonEvent} leaves no trace of it. Property
 * names, types and sources are written once a batch and referred to by number. Nothing is allocated once the
 * buffers have grown to the size of the usual batch.
 */
public final class EventBatch {
    /** A batch is never longer than this; {@link #endEvent} abandons the event that would make it so. */
    public static final int MAX_LENGTH_BYTES = 12 << 20;

    /** A producer's name is never longer than this, in bytes. */
    public static final int MAX_PRODUCER_BYTES = 256;

    private static final byte[] DEFAULT_SOURCE = "default".getBytes(StandardCharsets.UTF_8);

    private final KeyedHash hash;
    private final NameTable names;
    private byte[] bytes;
    private int end;
    private int count;

    private int eventStart;
    private int propertyCount;
    private int idOffset;
    private int idLength;
    private int position;

    /** A batch whose identities are keyed with zero; the engine hands out batches with its journal's key. */
    public EventBatch() {
        this(new KeyedHash(0));
    }

    /** @param hash makes identities of source and id */
    public EventBatch(KeyedHash hash) {
        this.hash = hash;
        this.names = new NameTable(hash);
        this.bytes = new byte[16 << 10];
        reset();
    }

    /** Forgets all events and names. */
    public void reset() {
        end = BATCH_HEADER;
        count = 0;
        position = 0;
        names.clear();
        Arrays.fill(bytes, 0, BATCH_HEADER, (byte) 0);
    }

    /**
     * Says who numbers this batch.
     *
     * @param number the producer's running number of its batches, from 1
     * @throws IllegalArgumentException for another number, or for an empty name or one of more than {@value #MAX_PRODUCER_BYTES} bytes
     */
    public void producer(byte[] utf8, int offset, int length, long number) {
        if (length < 1 || length > MAX_PRODUCER_BYTES || number < 1) {
            throw new IllegalArgumentException("a producer needs a name of 1 to " + MAX_PRODUCER_BYTES
                    + " bytes and a number from 1, bytes=" + length + " number=" + number);
        }
        putShort(bytes, PRODUCER, names.intern(utf8, offset, length));
        putLong(bytes, BATCH_SEQ, number);
    }

    /** Says whether the batch brings history, at which no rule shall fire. */
    public void backfill(boolean history) {
        bytes[BATCH_FLAGS] = history ? BACKFILL : 0;
    }

    /** Whether the batch brings history. */
    public boolean backfill() {
        return bytes[BATCH_FLAGS] == BACKFILL;
    }

    /** The hash that makes this batch's identities. */
    public KeyedHash hash() {
        return hash;
    }

    /** Number of events ended so far. */
    public int count() {
        return count;
    }

    /** Bytes of the events ended so far, without the names that {@link #seal} adds. */
    public int lengthBytes() {
        return end;
    }

    /** Bytes of memory this batch holds, used or not. */
    public int capacityBytes() {
        return bytes.length;
    }

    /** Starts an event. Its type is a must; its time is that of arrival unless said, its source "default". */
    public void beginEvent() {
        eventStart = end;
        ensure(EVENT_HEADER);
        for (int at = end; at < end + EVENT_HEADER; at += Long.BYTES) {
            putLong(bytes, at, 0);
        }
        bytes[end + FLAGS] = ARRIVAL_TIME;
        end += EVENT_HEADER;
        propertyCount = 0;
        idLength = -1;
        putInt(bytes, eventStart + POSITION, position);
    }

    /** Position of the event in the sender's batch; refusals name it. Default: the running number. */
    public void sourceIndex(int index) {
        position = index;
        putInt(bytes, eventStart + POSITION, index);
    }

    /** Event time, epoch milliseconds. */
    public void time(long epochMillis) {
        bytes[eventStart + FLAGS] &= ~ARRIVAL_TIME;
        putLong(bytes, eventStart + TIME, epochMillis);
    }

    /** The event's type, UTF-8. */
    public void type(byte[] utf8, int offset, int length) {
        putShort(bytes, eventStart + TYPE, names.intern(utf8, offset, length));
    }

    /** The event's source, UTF-8. */
    public void source(byte[] utf8, int offset, int length) {
        putShort(bytes, eventStart + SOURCE, names.intern(utf8, offset, length));
    }

    /** The event's id, unique within its source, UTF-8. Without it duplicates are not recognised. */
    public void id(byte[] utf8, int offset, int length) {
        idOffset = writeText(ID, Tag.TEXT, utf8, offset, length) - eventStart;
        idLength = length;
    }

    /** Who did it, UTF-8. */
    public void subject(byte[] utf8, int offset, int length) {
        writeText(SUBJECT, Tag.TEXT, utf8, offset, length);
    }

    /**
     * Number of a flattened property name within this batch, to be given to the property writers.
     *
     * @return -1 when the batch has no room for another name (more than {@link NameTable#MAX_NAMES})
     */
    public int name(byte[] utf8, int offset, int length) {
        return names.intern(utf8, offset, length);
    }

    /** Number of a name, type or source that occurs in this batch, 0 when it does not. */
    public int findName(byte[] utf8) {
        return names.find(utf8, 0, utf8.length);
    }

    /** Whether {@code nameRef} stands for these bytes: cheaper than {@link #name} when the guess is right. */
    public boolean nameIs(int nameRef, byte[] utf8, int offset, int length) {
        return names.is(nameRef, utf8, offset, length);
    }

    /** Adds a number, which must be finite. */
    public void number(int nameRef, double value) {
        int at = property(nameRef, Tag.NUMBER, Long.BYTES);
        putLong(bytes, at, Double.doubleToRawLongBits(value));
    }

    /** Adds a text of valid UTF-8. */
    public void text(int nameRef, byte[] utf8, int offset, int length) {
        writeText(nameRef, Tag.TEXT, utf8, offset, length);
    }

    /** Adds true or false. */
    public void bool(int nameRef, boolean value) {
        property(nameRef, value ? Tag.TRUE : Tag.FALSE, 0);
    }

    /** Adds an explicit null. */
    public void nil(int nameRef) {
        property(nameRef, Tag.NULL, 0);
    }

    /** Adds an array as its JSON text. */
    public void json(int nameRef, byte[] utf8, int offset, int length) {
        writeText(nameRef, Tag.JSON, utf8, offset, length);
    }

    /**
     * Ends the event.
     *
     * @return false when the batch would have become longer than {@link #MAX_LENGTH_BYTES} or has no room for the
     *     event's type or source; the event is then abandoned
     */
    public boolean endEvent() {
        if (getShort(bytes, eventStart + SOURCE) == 0) {
            source(DEFAULT_SOURCE, 0, DEFAULT_SOURCE.length);
        }
        int type = getShort(bytes, eventStart + TYPE);
        int source = getShort(bytes, eventStart + SOURCE);
        if (end + names.lengthBytes() > MAX_LENGTH_BYTES || type == NameTable.FULL || source == NameTable.FULL) {
            abandonEvent();
            return false;
        }
        if (type == 0) {
            throw new IllegalStateException("an event needs a type before it is ended");
        }
        if (idLength >= 0) {
            long id = hash.of(bytes, eventStart + idOffset, idLength);
            putLong(bytes, eventStart + IDENTITY, KeyedHash.combine(names.hash(source), id));
        }
        putShort(bytes, eventStart + PROPERTY_COUNT, propertyCount);
        putInt(bytes, eventStart, end - eventStart);
        count++;
        position++;
        return true;
    }

    /** Takes back the event begun last. */
    public void abandonEvent() {
        end = eventStart;
    }

    /**
     * Adds a copy of an event of another batch, without its marks.
     *
     * @return false when the batch has no room for it; it is then abandoned
     */
    public boolean copy(EventCursor event) {
        beginEvent();
        time(event.timeMillis());
        type(event.bytes(), event.nameOffset(event.typeRef()), event.nameLength(event.typeRef()));
        source(event.bytes(), event.nameOffset(event.sourceRef()), event.nameLength(event.sourceRef()));
        while (event.nextProperty()) {
            if (!copyProperty(event)) {
                abandonEvent();
                return false;
            }
        }
        return endEvent();
    }

    /** Adds a copy of an event of another batch that takes back that event. */
    public boolean retract(EventCursor event, int senderIndex) {
        return copy(event) && mark(RETRACTS, senderIndex);
    }

    /** Adds a copy of an event of another batch that counts in the place of the one retracted before. */
    public boolean replace(EventCursor event, int senderIndex) {
        return copy(event) && mark(REPLACES, senderIndex);
    }

    private boolean mark(byte flag, int senderIndex) {
        bytes[eventStart + FLAGS] |= flag;
        putInt(bytes, eventStart + POSITION, senderIndex);
        return true;
    }

    /** Adds a copy of the current property of an event of another batch; false when there is no room for its name. */
    public boolean copyProperty(EventCursor event) {
        int ref = event.propertyRef();
        int name = ref < FIRST_NAME ? ref : name(event.bytes(), event.nameOffset(ref), event.nameLength(ref));
        if (name < 0) {
            return false;
        }
        copyValue(name, event);
        return true;
    }

    /** Adds the value of the current property of an event of another batch under a name of this one. */
    public void copyValue(int nameRef, EventCursor event) {
        byte[] from = event.bytes();
        int at = event.propertyOffset();
        byte tag = EventCursor.tag(from, at);
        switch (tag) {
            case Tag.NUMBER -> number(nameRef, EventCursor.number(from, at));
            case Tag.TEXT, Tag.JSON -> {
                int offset = EventCursor.textOffset(at);
                int length = EventCursor.textLength(from, at);
                if (nameRef == ID) {
                    id(from, offset, length);
                } else {
                    writeText(nameRef, tag, from, offset, length);
                }
            }
            default -> property(nameRef, tag, 0);
        }
    }

    /** Takes back all events after the first {@code events}, which ended at {@code lengthBytes}. */
    public void rewind(int events, int lengthBytes) {
        count = events;
        end = lengthBytes;
        position = events;
    }

    /** Adds to the number of events of this body that were refused before they came here. */
    public void rejected(int events) {
        putInt(bytes, REFUSED, getInt(bytes, REFUSED) + events);
    }

    /** Sets how many duplicates and refusals the journal shall remember with this batch. */
    public void tally(int duplicates, int refused) {
        putInt(bytes, DUPLICATES, duplicates);
        putInt(bytes, REFUSED, refused);
    }

    /** Events refused so far, as told by {@link #rejected}. */
    public int rejected() {
        return getInt(bytes, REFUSED);
    }

    /** Completes header and name table; {@link #bytes} then holds the batch as it is journalled. */
    public int seal() {
        putInt(bytes, COUNT, count);
        putInt(bytes, NAMES_OFFSET, end);
        putInt(bytes, NAME_COUNT, names.count());
        int length = end + names.lengthBytes();
        if (length > bytes.length) {
            grow(length);
        }
        names.copyTo(bytes, end);
        putInt(bytes, 0, length);
        return length;
    }

    /** The encoded bytes; valid from 0 to the length that {@link #seal} returned. */
    public byte[] bytes() {
        return bytes;
    }

    /** Takes over a sealed batch from elsewhere (the journal), for reading only. */
    public byte[] load(int length) {
        if (length > bytes.length) {
            grow(length);
        }
        return bytes;
    }

    private int writeText(int nameRef, byte tag, byte[] utf8, int offset, int length) {
        int at = property(nameRef, tag, Integer.BYTES + length);
        putInt(bytes, at, length);
        System.arraycopy(utf8, offset, bytes, at + Integer.BYTES, length);
        return at + Integer.BYTES;
    }

    private int property(int nameRef, byte tag, int valueLength) {
        ensure(PROPERTY_HEADER + valueLength);
        putShort(bytes, end, nameRef);
        bytes[end + 2] = tag;
        bytes[end + 3] = 0;
        int at = end + PROPERTY_HEADER;
        end = at + valueLength;
        propertyCount++;
        return at;
    }

    private void ensure(int more) {
        if (end + more > bytes.length) {
            grow(end + more);
        }
    }

    private void grow(int needed) {
        bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
}
