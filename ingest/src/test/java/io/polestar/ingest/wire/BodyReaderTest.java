package io.polestar.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.polestar.ingest.wire.BodyReader.Body;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
    private static final int LIMIT = 100_000;
    private static final Limits LIMITS = Limits.DEFAULTS.withBodyBytes(LIMIT);

    private final BodyReader reader = new BodyReader(LIMITS);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, LIMIT - 1, LIMIT})
    void aBodyUpToTheLimitIsReadWhole(int length) throws IOException {
        byte[] sent = random(length);

        assertThat(bytes(reader.read(new ByteArrayInputStream(sent), false))).isEqualTo(sent);
        byte[] half = Arrays.copyOf(sent, length / 2);
        assertThat(bytes(reader.read(new ByteArrayInputStream(gzip(half)), true)))
                .isEqualTo(half);
    }

    @Test
    void aBodyOneByteOverTheLimitIsRefused() throws IOException {
        assertThat(reader.read(new ByteArrayInputStream(new byte[LIMIT + 1]), false))
                .isEqualTo(new Body.Refused(BodyRule.BODY_TOO_LARGE));
        assertThat(bytes(reader.read(new ByteArrayInputStream(gzip(new byte[LIMIT])), true)))
                .hasSize(LIMIT);
        assertThat(reader.read(new ByteArrayInputStream(gzip(new byte[LIMIT + 1])), true))
                .isEqualTo(new Body.Refused(BodyRule.BODY_TOO_LARGE));
    }

    @Test
    void aGzipBombEndsAtTheLimit() throws IOException {
        CountingStream bomb = new CountingStream(new ByteArrayInputStream(gzip(new byte[64 << 20])));

        assertThat(reader.read(bomb, true)).isEqualTo(new Body.Refused(BodyRule.BODY_TOO_LARGE));
        assertThat(bomb.count).isLessThan(20_000);
    }

    @Test
    void emptyGzipMembersWithoutEndAreRefusedAtTheLimit() throws IOException {
        byte[] member = gzip(new byte[0]);
        Enumeration<InputStream> endless = new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return true;
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(member);
            }
        };

        assertThat(reader.read(new SequenceInputStream(endless), true))
                .isEqualTo(new Body.Refused(BodyRule.BODY_TOO_LARGE));
    }

    @Test
    void allMembersOfAGzipBodyAreReadHoweverTheyArrive() throws IOException {
        byte[] one = random(1_000);
        InputStream stalling =
                new SequenceInputStream(new ByteArrayInputStream(gzip(one)), new ByteArrayInputStream(gzip(one)));

        assertThat(bytes(reader.read(stalling, true))).hasSize(2_000);
    }

    @Test
    void gzipThatEndsEarlyIsToldFromGzipThatIsBroken() throws IOException {
        byte[] whole = gzip(random(1_000));
        for (int length = 0; length < whole.length; length++) {
            assertThat(reader.read(new ByteArrayInputStream(whole, 0, length), true))
                    .as("cut to %d", length)
                    .isEqualTo(new Body.Refused(BodyRule.GZIP_TRUNCATED));
        }
        byte[] noGzip = whole.clone();
        noGzip[0] = '{';
        assertThat(reader.read(new ByteArrayInputStream(noGzip), true))
                .isEqualTo(new Body.Refused(BodyRule.GZIP_BROKEN));
        byte[] wrongChecksum = whole.clone();
        wrongChecksum[whole.length - 6]++;
        assertThat(reader.read(new ByteArrayInputStream(wrongChecksum), true))
                .isEqualTo(new Body.Refused(BodyRule.GZIP_BROKEN));
    }

    @Test
    void anyDamagedGzipIsATypedRefusalOrWholeAndTheReaderGoesOn() throws IOException {
        byte[] whole = gzip("{\"type\":\"t\"}".repeat(100).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(reader.read(new ByteArrayInputStream(damaged), true)).isNotNull();
        }
        assertThat(bytes(reader.read(new ByteArrayInputStream(whole), true))).hasSize(1_200);
    }

    @Test
    void aFailingConnectionIsNoRefusal() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        };

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> reader.read(failing, false))
                .withMessage("reset");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> reader.read(failing, true))
                .withMessage("reset");
    }

    private static byte[] bytes(Body body) {
        Body.Whole whole = (Body.Whole) body;
        return Arrays.copyOf(whole.bytes(), whole.length());
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static final class CountingStream extends java.io.FilterInputStream {
        long count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            count++;
            return super.read();
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = super.read(target, from, length);
            count += read;
            return read;
        }
    }
}
