package io.polestar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.journal.Journal;
import io.polestar.engine.journal.RecordKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupSyncTest {
    @TempDir
    Path directory;

    @Test
    void everyOneOfManyThreadsReturnsWhateverTheOrderOfTheirSequences() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Journal journal = new Journal(directory, 1 << 20)) {
            journal.start();
            GroupSync sync = new GroupSync(journal);
            for (int sequence = 1; sequence <= 200; sequence++) {
                journal.append(RecordKind.TICK, sequence, 0, new byte[0], 0);
            }
            List<Future<Boolean>> waiting = new ArrayList<>();
            for (int index = 0; index < 200; index++) {
                long sequence = 1 + index * 73 % 200;
                waiting.add(threads.submit(() -> {
                    sync.await(sequence);
                    return true;
                }));
            }
            for (Future<Boolean> done : waiting) {
                assertThat(done.get(30, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
