package io.polestar.ingest.source;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The bytes of a file, gzip or plain: its first bytes decide. Tells how much of it has been read. Used by one thread. */
final class FileBytes implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Counted counted;
    private final InputStream unzipped;
    private final long sizeBytes;

    private FileBytes(Counted counted, long sizeBytes) throws IOException {
        this.counted = counted;
        this.sizeBytes = sizeBytes;
        BufferedInputStream buffered = new BufferedInputStream(counted, BUFFER_BYTES);
        buffered.mark(2);
        int first = buffered.read();
        int second = buffered.read();
        buffered.reset();
        boolean gzip = first == 0x1f && second == 0x8b;
        this.unzipped = gzip ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
    }

    static FileBytes open(Path path) throws IOException {
        long sizeBytes = Files.size(path);
        Counted counted = new Counted(Files.newInputStream(path));
        try {
            return new FileBytes(counted, sizeBytes);
        } catch (IOException e) {
            counted.close();
            throw e;
        }
    }

    /** The content, buffered. */
    InputStream unzipped() {
        return unzipped;
    }

    /** The size of the file as it lies on disk. */
    long sizeBytes() {
        return sizeBytes;
    }

    /** How much of {@link #sizeBytes} has been read. */
    long readBytes() {
        return counted.count;
    }

    @Override
    public void close() throws IOException {
        unzipped.close();
    }

    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            count += Math.max(n, 0);
            return n;
        }
    }
}
