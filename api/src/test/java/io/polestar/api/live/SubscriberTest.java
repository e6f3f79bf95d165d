package io.polestar.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.api.server.TestServer;
import io.polestar.engine.tree.Comparison;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** What a reader is sent that is slower than the changes. */
class SubscriberTest {
    private final LongAdder dropped = new LongAdder();
    private final SlowOutlet outlet = new SlowOutlet();
    private final Subscriber subscriber = new Subscriber(outlet, dropped);

    @Test
    void aSlowReaderGetsTheNewestAndTheNumberDropped() {
        subscriber.offerChange(update("orders", 1));
        subscriber.offerChange(update("orders", 2));
        subscriber.offerChange(update("orders", 3));
        subscriber.offerChange(update("orders", 4));

        outlet.finish();
        outlet.finish();

        assertThat(outlet.sequences()).containsExactly(1L, 4L);
        assertThat(outlet.last().path("dropped").asInt()).isEqualTo(2);
        assertThat(dropped.sum()).isEqualTo(2);
    }

    @Test
    void aResumePointNeverRunsAheadOfWhatWaits() {
        subscriber.offerChange(update("revenue", 1));
        subscriber.offerChange(update("orders", 5));
        subscriber.offerChange(update("revenue", 6));
        subscriber.offerChange(update("orders", 9));

        outlet.finish();

        assertThat(outlet.last().path("topic").path("metric").asText()).isEqualTo("orders");
        assertThat(outlet.last().path("sequence").asLong()).isEqualTo(6);
    }

    @Test
    void topicsTakeTurnsHoweverOftenTheyChange() {
        subscriber.offerChange(update("orders", 1));
        for (int sequence = 2; sequence < 10; sequence++) {
            subscriber.offerChange(update("orders", sequence));
            subscriber.offerChange(update("revenue", sequence));
            outlet.finish();
        }

        assertThat(outlet.metrics()).containsSequence("orders", "revenue", "orders", "revenue", "orders", "revenue");
    }

    @Test
    void aSnapshotThatIsOvertakenStaysASnapshot() {
        subscriber.offerChange(update("revenue", 1));
        subscriber.offerSnapshot(update("orders", 2));
        subscriber.offerChange(update("orders", 3));

        outlet.finish();

        assertThat(outlet.last().path("type").asText()).isEqualTo("snapshot");
        assertThat(outlet.last().path("data").path("value").asInt()).isEqualTo(3);
    }

    @Test
    void noticesGoFirstAndAreNeverDropped() {
        subscriber.offerChange(update("orders", 1));
        subscriber.offerChange(update("orders", 2));
        subscriber.offerNotice(Messages.ack("one", 0));
        subscriber.offerNotice(Messages.ack("two", 0));

        outlet.finish();
        outlet.finish();
        outlet.finish();

        assertThat(outlet.sent).hasSize(4);
        assertThat(outlet.sent.get(1).path("op").asText()).isEqualTo("one");
        assertThat(outlet.sent.get(2).path("op").asText()).isEqualTo("two");
    }

    @Test
    void aReaderThatLetsFiveHundredAndTwelveNoticesWaitIsClosed() {
        subscriber.offerChange(update("orders", 1));
        for (int i = 0; i < 512; i++) {
            subscriber.offerNotice(Messages.ack("ping", i));
        }
        assertThat(outlet.closed).isEmpty();

        subscriber.offerNotice(Messages.ack("ping", 512));

        assertThat(outlet.closed).containsExactly(1013);
        assertThat(subscriber.isClosed()).isTrue();
    }

    @Test
    void onlyAnIdleConnectionIsSentAHeartbeat() {
        subscriber.offerIfQuiet(Messages.heartbeat(0, null));
        subscriber.offerIfQuiet(Messages.heartbeat(1, null));
        outlet.finish();

        assertThat(outlet.sent).hasSize(1);
    }

    @Test
    void manySendsThatCompleteAtOnceDoNotDeepenTheStack() {
        SlowOutlet quick = new SlowOutlet();
        quick.immediate = true;
        Subscriber reader = new Subscriber(quick, dropped);
        quick.whenSending = () -> {
            if (quick.sent.size() < 50_000) {
                reader.offerNotice(Messages.ack("ping", quick.sent.size()));
            }
        };

        reader.offerNotice(Messages.ack("ping", 0));

        assertThat(quick.sent).hasSize(50_000);
    }

    private static Update update(String metric, long sequence) {
        Topic topic = new Topic.OfMetric(metric, "1d", null, null, Comparison.PREVIOUS);
        return new Update(topic, "{\"metric\":\"" + metric + "\"}", sequence, "{\"value\":" + sequence + "}");
    }

    /** Finishes a send only when told to. */
    private static final class SlowOutlet implements Outlet {
        private final List<JsonNode> sent = new ArrayList<>();
        private final List<Integer> closed = new ArrayList<>();
        private Runnable whenSent = () -> {};
        private Runnable whenSending = () -> {};
        private boolean immediate;

        @Override
        public void send(Update.Outgoing message, Runnable done) {
            try {
                sent.add(TestServer.MAPPER.readTree(message.text()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            whenSending.run();
            if (immediate) {
                done.run();
            } else {
                whenSent = done;
            }
        }

        @Override
        public void close(int status, String reason) {
            closed.add(status);
        }

        void finish() {
            Runnable done = whenSent;
            whenSent = () -> {};
            done.run();
        }

        List<Long> sequences() {
            return sent.stream()
                    .map(message -> message.path("sequence").asLong())
                    .toList();
        }

        List<String> metrics() {
            return sent.stream()
                    .map(message -> message.path("topic").path("metric").asText())
                    .toList();
        }

        JsonNode last() {
            return sent.get(sent.size() - 1);
        }
    }
}
