package io.polestar.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WorkQueueTest {

    @Test
    void aFullQueueHoldsUpWhoeverPutsUntilSomethingIsTaken() throws Exception {
        WorkQueue queue = new WorkQueue(10);
        queue.put(row(9));
        Thread producer = new Thread(() -> queue.put(row(1)));
        producer.start();
        Awaitility.await().until(() -> producer.getState() == Thread.State.WAITING);
        assertThat(queue.usedEntries()).isEqualTo(10);

        List<Work> taken = new ArrayList<>();
        queue.take(taken, 1);
        producer.join(TimeUnit.SECONDS.toMillis(30));

        assertThat(taken).hasSize(1);
        assertThat(queue.usedEntries()).isEqualTo(2);
    }

    @Test
    void aRowLargerThanTheBoundPassesThroughAnEmptyQueue() {
        WorkQueue queue = new WorkQueue(10);
        queue.put(row(100));
        List<Work> taken = new ArrayList<>();
        queue.take(taken, 1);

        assertThat(taken).hasSize(1);
    }

    @Test
    void closingWakesWhoeverWaitsForRoomAndHandsBackWhatIsLeft() throws Exception {
        WorkQueue queue = new WorkQueue(10);
        HistoryRow first = row(9);
        queue.put(first);
        CompletableFuture<Void> producer = CompletableFuture.runAsync(() -> queue.put(row(1)));

        List<Work> left = new ArrayList<>();
        Awaitility.await().until(() -> {
            left.addAll(queue.close(new IllegalStateException("closed here")));
            return producer.isDone();
        });

        assertThat(left).containsOnly(first);
        assertThatThrownBy(producer::join).hasRootCauseMessage("closed here");
        assertThatThrownBy(() -> queue.put(first)).hasMessage("closed here");
    }

    private static HistoryRow row(int size) {
        return HistoryRow.additive(0, size, new int[size], new long[size], new long[size]);
    }
}
