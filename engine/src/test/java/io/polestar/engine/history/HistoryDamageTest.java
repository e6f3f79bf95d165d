package io.polestar.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryDamageTest {

    private static final long SEED = 31;

    @TempDir
    Path directory;

    private long hashAtFirst;

    @BeforeEach
    void writeTwoCheckpoints() throws IOException {
        RandomHistory history = new RandomHistory(SEED);
        try (HistoryKeeper keeper = open(0)) {
            for (int sequence = 1; sequence <= 2; sequence++) {
                for (int i = 0; i < 300; i++) {
                    keeper.offer(history.row());
                }
                keeper.checkpoint(sequence).join();
                hashAtFirst = sequence == 1 ? keeper.stateHash() : hashAtFirst;
            }
        }
    }

    @Test
    void anyFlippedBitIsDetectedAndTheFileNamed() throws IOException {
        Random random = new Random(SEED);
        for (Path file : filesOfNewestCheckpoint()) {
            byte[] sound = Files.readAllBytes(file);
            for (int trial = 0; trial < 20; trial++) {
                byte[] damaged = sound.clone();
                damaged[random.nextInt(sound.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, damaged);
                assertDetected(file);
            }
            Files.write(file, sound);
        }
        open(2).close();
    }

    @Test
    void aFileCutShortAtAnyLengthIsDetectedAndNamed() throws IOException {
        Random random = new Random(SEED);
        for (Path file : filesOfNewestCheckpoint()) {
            byte[] sound = Files.readAllBytes(file);
            for (int trial = 0; trial < 20; trial++) {
                int length = trial == 0 ? 0 : trial == 1 ? sound.length - 1 : random.nextInt(sound.length);
                Files.write(file, Arrays.copyOf(sound, length));
                assertDetected(file);
            }
            Files.write(file, sound);
        }
        open(2).close();
    }

    @Test
    void aMissingFileIsDetectedAndNamed() throws IOException {
        for (Path file : filesOfNewestCheckpoint()) {
            byte[] sound = Files.readAllBytes(file);
            if (file.toString().endsWith(".run")) {
                Files.delete(file);
                assertDetected(file);
                Files.write(file, sound);
            }
        }
        open(2).close();
    }

    @Test
    void theCheckpointBeforeStaysReadableWhenTheNewestIsDamaged() throws IOException {
        List<Path> newest = filesOfNewestCheckpoint();
        newest.removeAll(filesOf(1));
        assertThat(newest).isNotEmpty();
        for (Path file : newest) {
            Files.write(file, new byte[] {1, 2, 3});
        }
        assertThatThrownBy(() -> open(2)).isInstanceOf(IOException.class);

        try (HistoryKeeper keeper = open(1)) {
            assertThat(keeper.stateHash()).isEqualTo(hashAtFirst);
        }
    }

    @Test
    void aDamagedEarlierManifestDoesNotKeepTheNewestFromOpening() throws IOException {
        Files.write(directory.resolve("checkpoint-0000000000000000001.manifest"), new byte[] {1, 2, 3});

        open(2).close();

        assertThatThrownBy(() -> open(1)).isInstanceOf(IOException.class);
    }

    @Test
    void filesOfOthersAreLeftAlone() throws IOException {
        Path note = Files.writeString(directory.resolve("note.txt"), "not history's");

        open(0).close();

        assertThat(note).hasContent("not history's");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            assertThat(files).containsExactly(note);
        }
    }

    private void assertDetected(Path file) {
        assertThatThrownBy(() -> open(2).close())
                .as("seed=%d", SEED)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(String.valueOf(file.getFileName()));
    }

    private List<Path> filesOfNewestCheckpoint() throws IOException {
        return filesOf(2);
    }

    private List<Path> filesOf(long sequence) throws IOException {
        List<Path> files = new ArrayList<>();
        Path manifest = directory.resolve("checkpoint-%019d.manifest".formatted(sequence));
        files.add(manifest);
        for (Manifest.RunFile run :
                Manifest.parse(Files.readAllBytes(manifest), "test").runs()) {
            files.add(directory.resolve(run.name()));
        }
        return files;
    }

    private HistoryKeeper open(long checkpoint) throws IOException {
        return HistoryKeeper.open(directory, RandomHistory.TIERS, checkpoint);
    }
}
