package io.polestar.ingest.wire;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a request's body into a buffer that is kept for the next one, inflating it on the way. Reading ends as soon as the bytes
 * received or the bytes inflated pass {@link Limits#bodyBytes()}, so that a gzip bomb costs no more than an honest body.
 *
 * <p>Reusable and not thread-safe: one a thread. The streams it is given stay open.
 */
public final class BodyReader {
    private static final int FIRST_CAPACITY_BYTES = 64 << 10;
    private static final int GZIP_BUFFER_BYTES = 8 << 10;

    private final int bodyBytes;
    private byte[] buffer;

    /** A reader of bodies up to the limit. */
    public BodyReader(Limits limits) {
        bodyBytes = limits.bodyBytes();
        buffer = new byte[Math.min(bodyBytes, FIRST_CAPACITY_BYTES)];
    }

    /** What came of a body. */
    public sealed interface Body {
        /** All of it: the first {@code length} bytes of a buffer that the next read overwrites. */
        @SuppressWarnings("ArrayRecordComponent") // The reader's own buffer is handed on, not compared.
        record Whole(byte[] bytes, int length) implements Body {}

        /** It breaks a rule. */
        record Refused(BodyRule rule) implements Body {}
    }

    /** Reads {@code stream} to its end, or to where it breaks a rule; {@link IOException} when the connection does. */
    public Body read(InputStream stream, boolean gzip) throws IOException {
        Bounded bounded = new Bounded(stream, bodyBytes);
        try {
            if (!gzip) {
                return fill(bounded);
            }
            try (GZIPInputStream inflated = new GZIPInputStream(bounded, GZIP_BUFFER_BYTES)) {
                Body body = fill(inflated);
                // The inflater takes any failure to read another member's header for the end of the body.
                return bounded.left < 0 ? new Body.Refused(BodyRule.BODY_TOO_LARGE) : body;
            }
        } catch (TooLarge e) {
            return new Body.Refused(BodyRule.BODY_TOO_LARGE);
        } catch (ZipException e) {
            return new Body.Refused(BodyRule.GZIP_BROKEN);
        } catch (EOFException e) {
            if (!gzip) {
                throw e;
            }
            return new Body.Refused(BodyRule.GZIP_TRUNCATED);
        }
    }

    private Body fill(InputStream in) throws IOException {
        int length = 0;
        for (; ; ) {
            if (length == buffer.length) {
                if (length == bodyBytes) {
                    return in.read() < 0 ? new Body.Whole(buffer, length) : new Body.Refused(BodyRule.BODY_TOO_LARGE);
                }
                buffer = Arrays.copyOf(buffer, (int) Math.min(bodyBytes, 2L * buffer.length));
            }
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                return new Body.Whole(buffer, length);
            }
            length += read;
        }
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Counts what is received: empty gzip members could go on for ever without inflating to anything. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long mostBytes) {
            super(in);
            left = mostBytes;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                take(1);
            }
            return b;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = super.read(target, from, length);
            if (read > 0) {
                take(read);
            }
            return read;
        }

        private void take(int bytes) throws TooLarge {
            left -= bytes;
            if (left < 0) {
                throw new TooLarge();
            }
        }

        /** The inflater looks for another member only where it is told that there may be more; a network cannot know. */
        @Override
        public int available() {
            return 1;
        }

        @Override
        public void close() {
            // The stream belongs to the caller; closing is for the inflater around this one.
        }
    }
}
