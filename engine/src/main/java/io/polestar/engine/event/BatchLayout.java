package io.polestar.engine.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of a batch, in memory and in the journal alike. All numbers are little-endian.
 *
 * <pre>
 * batch   0  int   length of all of it        event   0  int   length of all of it
 *         4  int   number of events                   4  byte  flags, see below
 *         8  int   offset of the names                6  u16   name of the type
 *        12  int   number of names                    8  long  time, epoch milliseconds
 *        16  int   duplicates left out               16  long  identity of source + id, 0 without id
 *        20  int   events refused                    24  u16   name of the source
 *        24  u16   name of the producer, 0 without   26  u16   number of properties
 *        26  byte  flags: BACKFILL                   28  int   position in the sender's batch
 *        27  byte, int  0                            32  properties: u16 name, byte tag, byte 0, value
 *        32  long  number of the producer's batch
 *        40  events, one after another           value: NUMBER a double · TEXT and JSON an int length and UTF-8
 *         .  names: u16 length, UTF-8                   TRUE, FALSE, NULL nothing
 *
 * DROPPED       counts nowhere: a duplicate, or refused when EVENT_REFUSED is set too
 * ARRIVAL_TIME  came without a time of its own
 * CORRECTS      a correction that was taken; its RETRACTS and REPLACES stand at the end of the batch
 * RETRACTS      takes back an earlier event, whose content it repeats
 * REPLACES      counts in the place of the event that the RETRACTS before it took back
 * </pre>
 *
 * Names 0 and 1 stand for the event's own id and subject and have no entry in the name table. Version 1 of the journal's records
 * had no header fields from 24 on, see {@link BatchUpgrade}.
 */
final class BatchLayout {
    static final int COUNT = 4;
    static final int NAMES_OFFSET = 8;
    static final int NAME_COUNT = 12;
    static final int DUPLICATES = 16;
    static final int REFUSED = 20;
    static final int PRODUCER = 24;
    static final int BATCH_FLAGS = 26;
    static final int BATCH_SEQ = 32;
    static final int BATCH_HEADER = 40;

    static final byte BACKFILL = 1;

    static final int FLAGS = 4;
    static final int TYPE = 6;
    static final int TIME = 8;
    static final int IDENTITY = 16;
    static final int SOURCE = 24;
    static final int PROPERTY_COUNT = 26;
    static final int POSITION = 28;
    static final int EVENT_HEADER = 32;

    static final int PROPERTY_HEADER = 4;

    static final byte DROPPED = 1;
    static final byte ARRIVAL_TIME = 2;
    static final byte EVENT_REFUSED = 4;
    static final byte CORRECTS = 8;
    static final byte RETRACTS = 16;
    static final byte REPLACES = 32;

    static final int ID = 0;
    static final int SUBJECT = 1;
    static final int FIRST_NAME = 2;

    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private BatchLayout() {}

    static int getShort(byte[] bytes, int at) {
        return (short) SHORTS.get(bytes, at) & 0xFFFF;
    }

    static void putShort(byte[] bytes, int at, int value) {
        SHORTS.set(bytes, at, (short) value);
    }

    static int getInt(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static void putInt(byte[] bytes, int at, int value) {
        INTS.set(bytes, at, value);
    }

    static long getLong(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static void putLong(byte[] bytes, int at, long value) {
        LONGS.set(bytes, at, value);
    }
}
