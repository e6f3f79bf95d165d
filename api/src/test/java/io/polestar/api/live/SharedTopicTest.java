package io.polestar.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.api.problem.Problem;
import io.polestar.api.server.FakeBackend;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.view.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** What a metric costs that many watch: one evaluation a tick, however many there are. */
class SharedTopicTest {
    private static final int MANY = 1_000;

    private final FakeBackend engine = new FakeBackend();
    private final TopicBoard board = new TopicBoard(LiveLimits.defaults());
    private final AtomicInteger sent = new AtomicInteger();
    private long nowNanos;
    private long publication;

    @Test
    void aThousandSubscriptionsOfOneMetricCostOneEvaluationATick() {
        for (int subscriber = 0; subscriber < MANY; subscriber++) {
            subscribe(new Topic.OfMetric("orders", "1d", Slice.WHOLE, null, Comparison.PREVIOUS));
        }
        assertThat(board.size()).isEqualTo(1);

        for (int tick = 1; tick <= 50; tick++) {
            engine.set("orders", tick);
            tick();
            assertThat(engine.reads()).isEqualTo(tick);
            assertThat(sent.get()).isEqualTo(tick * MANY);
        }
    }

    @Test
    void subscriptionsOfSingleSegmentsShareTheEvaluationOfAll() {
        List<String> countries = new ArrayList<>();
        for (int country = 0; country < 200; country++) {
            countries.add("c" + country);
            engine.putCountry("c" + country, country);
        }
        for (String country : countries) {
            subscribe(new Topic.OfMetric("orders", "1d", Slice.by("country"), country, Comparison.PREVIOUS));
        }
        assertThat(board.size()).isEqualTo(200);

        tick();

        assertThat(engine.reads()).isEqualTo(1);
        assertThat(sent.get()).isEqualTo(200);
    }

    @Test
    void whatHasNotChangedIsEvaluatedOnceATickAndSentToNobody() {
        for (int subscriber = 0; subscriber < MANY; subscriber++) {
            subscribe(new Topic.OfMetric("orders", "1d", Slice.WHOLE, null, Comparison.PREVIOUS));
        }
        tick();
        tick();

        assertThat(engine.reads()).isEqualTo(2);
        assertThat(sent.get()).isEqualTo(MANY);
    }

    private void subscribe(Topic topic) {
        Subscriber subscriber = new Subscriber(new CountingOutlet(), new LongAdder());
        Problem problem = board.add(subscriber, topic, null, nowNanos);
        assertThat(problem).isNull();
    }

    private void tick() {
        nowNanos += 1_000_000_000_000L;
        board.read(engine.views(), ++publication, nowNanos);
        board.offer(nowNanos);
    }

    /** A connection over which everything is sent at once. */
    private final class CountingOutlet implements Outlet {
        @Override
        public void send(Update.Outgoing message, Runnable done) {
            sent.incrementAndGet();
            done.run();
        }

        @Override
        public void close(int status, String reason) {}
    }
}
