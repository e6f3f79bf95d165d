package io.polestar.engine.snapshot;

import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes down a state as {@link DataOutputStream} would, but in memory that it keeps for the next, without locks, and without ever moving what it
 * has: whoever counts stands still meanwhile. One thread at a time.
 */
public final class StateWriter extends OutputStream implements DataOutput {
    private static final int CHUNK_BYTES = 512 << 10;
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final List<byte[]> chunks = new ArrayList<>(List.of(new byte[CHUNK_BYTES]));
    private final DataOutputStream texts = new DataOutputStream(this);
    private byte[] chunk = chunks.get(0);
    private int number;
    private int at;

    /** Forgets what was written. */
    public void clear() {
        number = 0;
        chunk = chunks.get(0);
        at = 0;
    }

    /** Everything written since the last {@link #clear}, as a copy. */
    public byte[] toByteArray() {
        byte[] all = new byte[Math.addExact(Math.multiplyExact(number, CHUNK_BYTES), at)];
        for (int from = 0; from < all.length; from += CHUNK_BYTES) {
            System.arraycopy(chunks.get(from / CHUNK_BYTES), 0, all, from, Math.min(CHUNK_BYTES, all.length - from));
        }
        return all;
    }

    private void nextChunk() {
        number++;
        if (number == chunks.size()) {
            chunks.add(new byte[CHUNK_BYTES]);
        }
        chunk = chunks.get(number);
        at = 0;
    }

    @Override
    public void write(int lowest8) {
        if (at == CHUNK_BYTES) {
            nextChunk();
        }
        chunk[at++] = (byte) lowest8;
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int written = 0;
        while (written < length) {
            if (at == CHUNK_BYTES) {
                nextChunk();
            }
            int some = Math.min(length - written, CHUNK_BYTES - at);
            System.arraycopy(bytes, offset + written, chunk, at, some);
            at += some;
            written += some;
        }
    }

    @Override
    public void writeBoolean(boolean value) {
        write(value ? 1 : 0);
    }

    @Override
    public void writeByte(int value) {
        write(value);
    }

    @Override
    public void writeShort(int value) {
        if (at + Short.BYTES > CHUNK_BYTES) {
            write(value >> Byte.SIZE);
            write(value);
        } else {
            SHORTS.set(chunk, at, (short) value);
            at += Short.BYTES;
        }
    }

    @Override
    public void writeChar(int value) {
        writeShort(value);
    }

    @Override
    public void writeInt(int value) {
        if (at + Integer.BYTES > CHUNK_BYTES) {
            writeShort(value >> Short.SIZE);
            writeShort(value);
        } else {
            INTS.set(chunk, at, value);
            at += Integer.BYTES;
        }
    }

    @Override
    public void writeLong(long value) {
        if (at + Long.BYTES > CHUNK_BYTES) {
            writeInt((int) (value >> Integer.SIZE));
            writeInt((int) value);
        } else {
            LONGS.set(chunk, at, value);
            at += Long.BYTES;
        }
    }

    @Override
    public void writeFloat(float value) {
        writeInt(Float.floatToIntBits(value));
    }

    @Override
    public void writeDouble(double value) {
        writeLong(Double.doubleToLongBits(value));
    }

    @Override
    public void writeBytes(String text) throws IOException {
        texts.writeBytes(text);
    }

    @Override
    public void writeChars(String text) throws IOException {
        texts.writeChars(text);
    }

    @Override
    public void writeUTF(String text) throws IOException {
        texts.writeUTF(text);
    }
}
