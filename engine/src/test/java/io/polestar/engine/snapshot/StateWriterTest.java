package io.polestar.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateWriterTest {
    private final StateWriter writer = new StateWriter();

    @Test
    void itWritesWhatADataOutputStreamWrites() throws IOException {
        for (int seed = 1; seed <= 4; seed++) {
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            fill(new DataOutputStream(expected), seed);
            writer.clear();
            fill(writer, seed);
            assertThat(writer.toByteArray()).as("seed %d", seed).isEqualTo(expected.toByteArray());
        }
    }

    /** Some 3 MB, the second time more than the first and the third less. */
    private static void fill(DataOutput out, int seed) throws IOException {
        Random random = new Random(seed);
        for (int step = 0; step < 100_000 + 50_000 * (seed % 3); step++) {
            switch (random.nextInt(12)) {
                case 0 -> out.writeByte(random.nextInt());
                case 1 -> out.writeShort(random.nextInt());
                case 2 -> out.writeInt(random.nextInt());
                case 3 -> out.writeLong(random.nextLong());
                case 4 -> out.writeFloat(random.nextFloat());
                case 5 -> out.writeDouble(random.nextGaussian());
                case 6 -> out.writeBoolean(random.nextBoolean());
                case 7 -> out.writeUTF("é%d 单".formatted(random.nextInt()));
                case 8 -> out.write(new byte[random.nextInt(200)]);
                case 9 -> out.writeChars("ab");
                case 10 -> out.writeBytes("ab");
                default -> out.writeChar(random.nextInt());
            }
        }
    }

    @Test
    void nothingIsLeftOfWhatWasForgotten() {
        writer.writeLong(1);
        writer.clear();
        assertThat(writer.toByteArray()).isEmpty();
    }

    @Test
    void aLongArrayGoesOverSeveralChunks() {
        byte[] bytes = new byte[3_000_001];
        new Random(1).nextBytes(bytes);
        writer.write(7);
        writer.write(bytes);
        assertThat(writer.toByteArray()).startsWith(7).hasSize(bytes.length + 1).endsWith(bytes[bytes.length - 1]);
        assertThat(Arrays.copyOfRange(writer.toByteArray(), 1, bytes.length + 1))
                .isEqualTo(bytes);
    }
}
