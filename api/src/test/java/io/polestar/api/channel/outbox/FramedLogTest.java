package io.polestar.api.channel.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox's file. */
class FramedLogTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("deeper/outbox.log");
    }

    private List<String> read() throws IOException {
        List<String> texts = new ArrayList<>();
        FramedLog.open(file, payload -> texts.add(new String(payload, StandardCharsets.UTF_8)))
                .close();
        return texts;
    }

    private void append(String... texts) throws IOException {
        try (FramedLog log = FramedLog.open(file, payload -> {})) {
            for (String text : texts) {
                log.append(List.of(bytes(text)), true);
            }
            assertThat(log.bytes()).isEqualTo(Files.size(file));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatWasAppendedIsReadInOrder() throws Exception {
        append("a", "bb");
        append("ccc");

        assertThat(read()).containsExactly("a", "bb", "ccc");
    }

    @Test
    void aFileCutOffAnywhereHasItsWholeRecordsAndGoesOn() throws Exception {
        append("first", "second");
        byte[] whole = Files.readAllBytes(file);
        int second = whole.length - (8 + "second".length());
        for (int length = second; length < whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            append("third");
            assertThat(read()).as("cut at %d", length).containsExactly("first", "third");
        }
        assertThat(FramedLog.wasDamaged(file)).isFalse();
    }

    @Test
    void aChangedByteEndsTheFileAndIsKeptAside() throws Exception {
        append("first", "second", "third");
        byte[] whole = Files.readAllBytes(file);
        whole[8 + 8 + 5 + 8] ^= 1;
        Files.write(file, whole);

        assertThat(read()).containsExactly("first");
        assertThat(FramedLog.wasDamaged(file)).isTrue();
        assertThat(file.resolveSibling("outbox.log.damaged")).hasBinaryContent(whole);
    }

    @Test
    void aFileWrittenAnewHoldsWhatItWasGivenAndGoesOn() throws Exception {
        try (FramedLog log = FramedLog.open(file, payload -> {})) {
            log.append(List.of(bytes("old")), true);
            log.rewrite(List.of(bytes("new"), bytes("newer")));
            log.append(List.of(bytes("newest")), false);
            assertThat(log.bytes()).isEqualTo(Files.size(file));
        }
        assertThat(read()).containsExactly("new", "newer", "newest");
    }

    @Test
    void anInterruptedThreadDoesNotCloseTheFile() throws Exception {
        try (FramedLog log = FramedLog.open(file, payload -> {})) {
            Thread.currentThread().interrupt();
            log.append(List.of(bytes("a")), true);
            assertThat(Thread.interrupted()).isTrue();
            log.append(List.of(bytes("b")), true);
        }
        assertThat(read()).containsExactly("a", "b");
    }

    @Test
    void anotherFileIsNotTakenForAnOutbox() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "something else entirely");

        assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageContaining("no outbox");
        assertThat(file).hasContent("something else entirely");
    }
}
