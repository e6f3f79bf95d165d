package io.polestar.engine.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Has the operating system make the pages of a file ready that will be written next: it clears as many of them at once as it reads ahead (8 MiB
 * on some machines, which takes it 16 ms there), and whoever is the first to touch one waits for that. Reading a byte here
 * and there ahead of the writer is enough. One thread, which is not the writer's.
 */
final class PagesAhead implements AutoCloseable {
    private static final long AHEAD_BYTES = 32L << 20;
    private static final long STEP_BYTES = 64L << 10;

    private final ByteBuffer one = ByteBuffer.allocateDirect(1);
    private @Nullable Path file;
    private @Nullable FileChannel channel;
    private long readTo;

    /**
     * Reads on to a fixed distance ahead of the writer, or to the end of the file.
     *
     * @param writtenTo where in the file the writer is, nearly
     */
    void of(Path written, long writtenTo) throws IOException {
        FileChannel current = channel;
        if (current == null || !written.equals(file)) {
            close();
            current = FileChannel.open(written, StandardOpenOption.READ);
            channel = current;
            file = written;
            readTo = 0;
        }
        readTo = Math.max(readTo, writtenTo);
        while (readTo < writtenTo + AHEAD_BYTES) {
            one.clear();
            if (current.read(one, readTo) < 0) {
                return;
            }
            readTo += STEP_BYTES;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
