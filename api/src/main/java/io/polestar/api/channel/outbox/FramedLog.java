package io.polestar.api.channel.outbox;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of records that is only appended to, and now and then written anew. Big-endian.
 *
 * <pre>
 *     long  magic and version, "POLEOUT" 1
 *     then for each record:
 *     int   length of the payload, 1 to 16 MiB
 *     int   CRC-32C of the length's four bytes and the payload
 *     bytes payload
 * </pre>
 *
 * <p>The first record that is not whole ends the file: the death of the process cuts the last one off, and nothing after it was
 * acknowledged. If more than that is lost, which a sound disk does not do, the file is kept aside under {@code .damaged}. One thread at a time;
 * an interrupt does not close the file, as it would a {@link FileChannel}.
 */
final class FramedLog implements Closeable {
    /** The longest payload, bytes. */
    static final int MOST_BYTES = 16 << 20;

    private static final long MAGIC = 0x504f4c454f555401L;
    private static final int HEAD_BYTES = 2 * Integer.BYTES;

    private final Path file;
    private RandomAccessFile data;
    private long bytes;

    private FramedLog(Path file, RandomAccessFile data, long bytes) {
        this.file = file;
        this.data = data;
        this.bytes = bytes;
    }

    /** Told of what a file holds. */
    @FunctionalInterface
    interface Visitor {
        /** Takes the next record's payload. */
        void accept(byte[] payload) throws IOException;
    }

    /**
     * Opens the file, made if there is none, and reads it.
     *
     * @throws IOException when it cannot be read, or is no such file
     */
    static FramedLog open(Path file, Visitor visitor) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        RandomAccessFile data = new RandomAccessFile(file.toFile(), "rw");
        try {
            if (data.length() < Long.BYTES) {
                begin(data);
                forceFolder(file);
                return new FramedLog(file, data, Long.BYTES);
            }
            long end = read(file, visitor);
            cut(file, data, end);
            data.seek(end);
            return new FramedLog(file, data, end);
        } catch (IOException | RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static void begin(RandomAccessFile data) throws IOException {
        data.setLength(0);
        data.writeLong(MAGIC);
        data.getFD().sync();
    }

    /** Where the last whole record ends. */
    private static long read(Path file, Visitor visitor) throws IOException {
        long left = Files.size(file) - Long.BYTES;
        long end = Long.BYTES;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readLong() != MAGIC) {
                throw new IOException("this is no outbox, file=" + file);
            }
            for (byte[] payload = next(in, left); payload != null; payload = next(in, left)) {
                visitor.accept(payload);
                end += HEAD_BYTES + payload.length;
                left -= HEAD_BYTES + payload.length;
            }
        }
        return end;
    }

    /** The next payload, null when there is no further whole record. */
    private static byte @Nullable [] next(DataInputStream in, long left) throws IOException {
        if (left < HEAD_BYTES) {
            return null;
        }
        int length = in.readInt();
        int sum = in.readInt();
        if (length < 1 || length > MOST_BYTES || length > left - HEAD_BYTES) {
            return null;
        }
        byte[] payload = in.readNBytes(length);
        return payload.length == length && sum == sum(payload) ? payload : null;
    }

    /** Removes what follows the last whole record; keeps a copy if that is not one record cut off. */
    private static void cut(Path file, RandomAccessFile data, long end) throws IOException {
        if (isMoreThanCutOff(data, end)) {
            Files.copy(file, damaged(file), StandardCopyOption.REPLACE_EXISTING);
        }
        data.setLength(end);
    }

    /** Whether the record that is not whole has all the bytes it says: then it was not cut off but changed. */
    private static boolean isMoreThanCutOff(RandomAccessFile data, long end) throws IOException {
        long left = data.length() - end;
        if (left < HEAD_BYTES) {
            return false;
        }
        data.seek(end);
        int length = data.readInt();
        return length < 1 || length > MOST_BYTES || length <= left - HEAD_BYTES;
    }

    private static Path damaged(Path file) {
        return file.resolveSibling(file.getFileName() + ".damaged");
    }

    /** Whether a damaged file was kept aside when this one was opened, then or earlier. */
    static boolean wasDamaged(Path file) {
        return Files.exists(damaged(file));
    }

    /** How long the file is. */
    long bytes() {
        return bytes;
    }

    /**
     * Appends records, all or, after a failure, none.
     *
     * @param force whether they must survive a power cut when this returns; the death of the process they survive in any case
     */
    void append(List<byte[]> payloads, boolean force) throws IOException {
        byte[] frames = frames(payloads);
        try {
            data.write(frames);
            if (force) {
                data.getFD().sync();
            }
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
        bytes += frames.length;
    }

    /** What was half written must not stand before what is written next. */
    private void takeBack(IOException failure) {
        try {
            data.setLength(bytes);
            data.seek(bytes);
        } catch (IOException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /** Writes the file anew with these records alone. The old one stays until the new one is safe. */
    void rewrite(List<byte[]> payloads) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".tmp");
        RandomAccessFile fresh = new RandomAccessFile(aside.toFile(), "rw");
        try {
            begin(fresh);
            for (byte[] payload : payloads) {
                fresh.write(frames(List.of(payload)));
            }
            fresh.getFD().sync();
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            fresh.close();
            throw e;
        }
        RandomAccessFile old = data;
        data = fresh;
        bytes = fresh.getFilePointer();
        old.close();
        forceFolder(file);
    }

    /** Without this a power cut may forget that the file is there. */
    private static void forceFolder(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static byte[] frames(List<byte[]> payloads) {
        int length = 0;
        for (byte[] payload : payloads) {
            if (payload.length < 1 || payload.length > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "a record has 1 to " + MOST_BYTES + " bytes, bytes=" + payload.length);
            }
            length = Math.addExact(length, HEAD_BYTES + payload.length);
        }
        ByteBuffer frames = ByteBuffer.allocate(length);
        for (byte[] payload : payloads) {
            frames.putInt(payload.length).putInt(sum(payload)).put(payload);
        }
        return frames.array();
    }

    private static int sum(byte[] payload) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Integer.BYTES).putInt(payload.length).flip());
        sum.update(payload);
        return (int) sum.getValue();
    }

    @Override
    public void close() throws IOException {
        try (RandomAccessFile last = data) {
            if (last.getFD().valid()) {
                last.getFD().sync();
            }
        }
    }
}
