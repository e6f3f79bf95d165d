package io.polestar.api.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polestar.ingest.source.Ack;
import io.polestar.ingest.source.EventLines;
import io.polestar.ingest.source.FileDigest;
import io.polestar.ingest.source.ImportListener;
import io.polestar.ingest.source.ImportPlan;
import io.polestar.ingest.source.Importer;
import io.polestar.ingest.source.MappingReader;
import io.polestar.ingest.source.Sink;
import io.polestar.ingest.source.WallTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPlaceTest {

    private static final int PORT = 65_001;

    @TempDir
    private Path directory;

    private String temporaryFiles;
    private Path csv;

    @BeforeEach
    void useTemporaryFilesOfOurOwn() throws IOException {
        temporaryFiles = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", directory.toString());
        csv = Files.writeString(directory.resolve("orders.csv"), "at\n2011-12-01T00:00:00Z\n");
    }

    @AfterEach
    void restoreTemporaryFiles() {
        System.setProperty("java.io.tmpdir", temporaryFiles);
    }

    private void replayInto(DemoPlace place) throws Exception {
        String mapping = "polestar-mapping: 1\ntype: a\nsource: b\ntime: {column: at}\n";
        ImportPlan plan =
                ImportPlan.of(csv, MappingReader.read(mapping, "m.yaml")).resumedFrom(place.progressFile());
        new Importer(plan, new Accepting(), ImportListener.SILENT, WallTime.system()).run();
    }

    @Test
    void withoutANameAStoppedDemoLeavesNothing() throws Exception {
        DemoPlace place = DemoPlace.of(null, PORT, FileDigest.of(csv));
        replayInto(place);
        place.leave();

        assertThat(place.directory()).doesNotExist();
        assertThat(DemoPlace.of(null, PORT, FileDigest.of(csv)).resumes()).isFalse();
    }

    @Test
    void withoutANameAKilledDemoIsContinuedByTheNextOnThatPort() throws Exception {
        DemoPlace killed = DemoPlace.of(null, PORT, FileDigest.of(csv));
        replayInto(killed);

        DemoPlace next = DemoPlace.of(null, PORT, FileDigest.of(csv));

        assertThat(next).isEqualTo(new DemoPlace(killed.directory(), false, true));
        assertThat(DemoPlace.of(null, PORT + 1, FileDigest.of(csv)).resumes()).isFalse();
    }

    @Test
    void withoutANameAReplayOfAnotherFileIsCleared() throws Exception {
        DemoPlace killed = DemoPlace.of(null, PORT, FileDigest.of(csv));
        replayInto(killed);
        Files.writeString(csv, "at\n2012-12-01T00:00:00Z\n");

        assertThat(DemoPlace.of(null, PORT, FileDigest.of(csv)).resumes()).isFalse();
        assertThat(killed.progressFile()).doesNotExist();
    }

    @Test
    void withoutANameALinkIsNotFollowed() throws Exception {
        Path precious = Files.createDirectory(directory.resolve("precious"));
        Path name = DemoPlace.of(null, PORT, FileDigest.of(csv)).directory();
        Files.delete(name);
        Files.createSymbolicLink(name, precious);

        assertThatThrownBy(() -> DemoPlace.of(null, PORT, FileDigest.of(csv)))
                .hasMessageContaining("is not a directory of this user");
        assertThat(precious).exists();
    }

    @Test
    void aNamedDirectoryIsKeptAndContinued() throws Exception {
        DemoPlace place = DemoPlace.of(directory.resolve("kept"), PORT, FileDigest.of(csv));
        replayInto(place);
        place.leave();

        assertThat(DemoPlace.of(directory.resolve("kept"), PORT, FileDigest.of(csv)))
                .isEqualTo(new DemoPlace(place.directory(), true, true));
    }

    @Test
    void aNamedDirectoryThatHoldsSomethingElseIsRefused() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(other.resolve("journal"), "dear");

        assertThatThrownBy(() -> DemoPlace.of(other, PORT, FileDigest.of(csv)))
                .hasMessageContaining("holds something else");
    }

    private static final class Accepting implements Sink {

        @Override
        public String target() {
            return "demo";
        }

        @Override
        public Ack send(EventLines lines) {
            return new Ack(lines.count(), 0, List.of(), 1);
        }

        @Override
        public void awaitCounted(long sequence) {}

        @Override
        public long sequence() {
            return 1;
        }

        @Override
        public void close() {}
    }
}
