package io.polestar.engine.history;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of a run file, little-endian. A run holds the entries of one tier and kind, by series and step.
 *
 * <pre>
 *   0          magic "PSTHIST1"
 *   8          per series, ascending: k steps, k first numbers, k second numbers   (3 × k × 8 bytes)
 *   indexAt    per series: ordinal (4), k (4), where its columns start (8)
 *   end − 44   indexAt (8), entries (8), first step (8), last step (8), series (4), tier (1), kind (1), zero (2)
 *   end − 4    CRC-32C of all bytes before it
 * </pre>
 *
 * Columns lie on multiples of 8. A file is written from front to back in one go and never changed.
 */
final class RunFormat {

    static final long MAGIC = 0x3154_5349_4854_5350L;
    static final int HEADER_BYTES = 8;
    static final int INDEX_ENTRY_BYTES = 16;
    static final int TRAILER_BYTES = 40;
    static final int CHECKSUM_BYTES = 4;
    static final int ENTRY_BYTES = 3 * Long.BYTES;

    private RunFormat() {}

    /** What the trailer says about a run. */
    record Trailer(
            long indexAt, long entries, long firstStep, long lastStep, int seriesCount, Tier tier, SeriesKind kind) {

        void put(ByteBuffer to) {
            to.putLong(indexAt)
                    .putLong(entries)
                    .putLong(firstStep)
                    .putLong(lastStep)
                    .putInt(seriesCount);
            to.put((byte) tier.ordinal()).put((byte) kind.ordinal()).putShort((short) 0);
        }

        static Trailer get(ByteBuffer from, int at) {
            return new Trailer(
                    from.getLong(at),
                    from.getLong(at + 8),
                    from.getLong(at + 16),
                    from.getLong(at + 24),
                    from.getInt(at + 32),
                    Tier.FINEST_FIRST[from.get(at + 36)],
                    SeriesKind.values()[from.get(at + 37)]);
        }
    }

    static ByteBuffer littleEndian(ByteBuffer buffer) {
        return buffer.order(ByteOrder.LITTLE_ENDIAN);
    }
}
