package io.polestar.engine.event;

import static io.polestar.engine.event.BatchLayout.*;

import java.util.Arrays;

/**
 * Brings batches that earlier versions journalled into today's layout. Version 1 had a header of {@value #HEADER_1} bytes, without
 * producer, number and flags of the batch; today's fields are 0 in what comes of it.
 */
public final class BatchUpgrade {
    private static final int HEADER_1 = 24;
    private static final int GROWN = BATCH_HEADER - HEADER_1;

    private BatchUpgrade() {}

    /**
     * Upgrades a batch of version 1.
     *
     * @param bytes the batch, from index 0
     * @param length its length in bytes
     * @return the same array or a larger one, with the batch from index 0
     */
    public static byte[] fromVersion1(byte[] bytes, int length) {
        byte[] target = bytes.length < length + GROWN ? Arrays.copyOf(bytes, length + GROWN) : bytes;
        System.arraycopy(bytes, HEADER_1, target, BATCH_HEADER, length - HEADER_1);
        Arrays.fill(target, HEADER_1, BATCH_HEADER, (byte) 0);
        putInt(target, 0, length + GROWN);
        putInt(target, NAMES_OFFSET, getInt(target, NAMES_OFFSET) + GROWN);
        return target;
    }

    /** Length in bytes of the batch that begins at index 0. */
    public static int lengthBytes(byte[] batch) {
        return getInt(batch, 0);
    }
}
