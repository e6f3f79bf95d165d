package io.polestar.engine.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The header before every record of the journal, little-endian.
 *
 * <pre>
 *  0  byte  kind, see {@link RecordKind}
 *  1  byte  version of the format, {@value #VERSION}; version 1 had a shorter header before the events of a batch
 *  2  u16   0
 *  4  int   CRC-32C of all that follows, payload included
 *  8  long  sequence: 1, 2, 3 … over the whole life of the journal
 * 16  long  wall clock of the append, epoch milliseconds
 * 24  payload
 * </pre>
 */
final class RecordHeader {
    static final int LENGTH = 24;
    static final byte VERSION = 2;
    private static final byte FIRST_VERSION = 1;

    private static final int CRC = 4;
    private static final int COVERED = 8;
    private static final int SEQUENCE = 8;
    private static final int WALL = 16;

    private final byte[] bytes = new byte[LENGTH];
    private final ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();

    byte[] fill(RecordKind kind, long sequence, long wallMillis, byte[] payload, int length) {
        view.put(0, kind.code).put(1, VERSION).putShort(2, (short) 0);
        view.putLong(SEQUENCE, sequence).putLong(WALL, wallMillis);
        view.putInt(CRC, checksum(payload, length));
        return bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether kind, version and checksum of the header in {@link #bytes} fit this payload. */
    boolean fits(byte[] payload, int length) {
        return plausible() && view.getInt(CRC) == checksum(payload, length);
    }

    /** Whether kind and version of the header in {@link #bytes} are known ones: the checksum does not cover them. */
    boolean plausible() {
        return RecordKind.isKnown(view.get(0))
                && version() >= FIRST_VERSION
                && version() <= VERSION
                && view.getShort(2) == 0;
    }

    /** Version of the format that the payload was written in. */
    int version() {
        return view.get(1);
    }

    /** Whether the payload is a batch in the layout of version 1. */
    boolean isOldBatch() {
        return version() == FIRST_VERSION && kind() == RecordKind.BATCH;
    }

    RecordKind kind() {
        return RecordKind.of(view.get(0));
    }

    long sequence() {
        return view.getLong(SEQUENCE);
    }

    long wallMillis() {
        return view.getLong(WALL);
    }

    private int checksum(byte[] payload, int length) {
        crc.reset();
        crc.update(bytes, COVERED, LENGTH - COVERED);
        crc.update(payload, 0, length);
        return (int) crc.getValue();
    }
}
