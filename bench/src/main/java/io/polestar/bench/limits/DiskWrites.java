package io.polestar.bench.limits;

import io.polestar.bench.load.Folder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/** What the disk takes: documents appended to a bare Chronicle queue, pages of a mapped file, and writes forced one after another. */
final class DiskWrites {
    private static final int DOCUMENTS = 40_000;
    private static final int MESSAGES = 100;
    private static final int MESSAGE_BYTES = 64;
    private static final int MAPPED_BYTES = 256 << 20;
    private static final int PAGE_BYTES = 4 << 10;
    private static final int SYNCS = 100;
    private static final int SYNC_BYTES = 16 << 10;

    private final Path directory;

    DiskWrites(Path directory) {
        this.directory = directory;
    }

    double appendedMessagesASecond() throws IOException {
        byte[] message = new byte[MESSAGE_BYTES];
        try (Folder folder = new Folder(directory);
                ChronicleQueue queue =
                        SingleChronicleQueueBuilder.binary(folder.path()).build();
                ExcerptAppender appender = queue.createAppender()) {
            long began = System.nanoTime();
            for (int document = 0; document < DOCUMENTS; document++) {
                try (DocumentContext context = appender.writingDocument()) {
                    Bytes<?> bytes = context.wire().bytes();
                    for (int index = 0; index < MESSAGES; index++) {
                        bytes.write(message);
                    }
                }
            }
            return (double) DOCUMENTS * MESSAGES * 1e9 / (System.nanoTime() - began);
        }
    }

    /** Filling the pages of a new mapped file, as a journal fills its own: the system has to find and clear each first. */
    double mappedGigabytesASecond() throws IOException {
        byte[] page = new byte[PAGE_BYTES];
        Arrays.fill(page, (byte) 1);
        try (Folder folder = new Folder(directory);
                FileChannel file = FileChannel.open(
                        folder.path().resolve("mapped"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            ByteBuffer mapped = file.map(FileChannel.MapMode.READ_WRITE, 0, MAPPED_BYTES);
            long began = System.nanoTime();
            while (mapped.hasRemaining()) {
                mapped.put(page);
            }
            return (double) MAPPED_BYTES / (System.nanoTime() - began);
        }
    }

    /** The median of some forced writes, milliseconds. */
    double syncMillis() throws IOException {
        double[] millis = new double[SYNCS];
        try (Folder folder = new Folder(directory);
                FileChannel file = FileChannel.open(
                        folder.path().resolve("forced"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(SYNC_BYTES);
            for (int sync = 0; sync < SYNCS; sync++) {
                buffer.clear();
                file.write(buffer);
                long began = System.nanoTime();
                file.force(false);
                millis[sync] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis[SYNCS / 2];
    }
}
