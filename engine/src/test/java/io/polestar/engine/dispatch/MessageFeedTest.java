package io.polestar.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polestar.engine.dispatch.Message.Cause;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageFeedTest {
    private final MessageFeed feed = new MessageFeed();
    private final Outbox outbox = new Outbox();
    private final List<Message> real = new ArrayList<>();

    /** Takes as many as it has room for, and has on disk what the test says. */
    private static final class Outbox implements MessageFeed.Taker {
        private final List<String> ids = new ArrayList<>();
        private int room = Integer.MAX_VALUE;
        private long onDisk;

        @Override
        public boolean offer(Message message) {
            if (ids.size() >= room) {
                return false;
            }
            ids.add(message.id());
            return true;
        }

        @Override
        public long takenSequence() {
            return onDisk;
        }
    }

    @BeforeEach
    void tellSomething() throws Exception {
        Desk desk = new Desk("routes: [{to: [chat, phone], groupBy: [segment]}]\n");
        for (String country : List.of("a", "b", "c")) {
            desk.fire("loud", country, "loud-" + country);
            real.addAll(desk.pass(1_000));
        }
    }

    private List<String> ids(int... numbers) {
        return Arrays.stream(numbers).mapToObj(number -> real.get(number).id()).toList();
    }

    private static byte[] bytes(MessageFeed of) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        of.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private List<String> afterRestart() throws IOException {
        MessageFeed next = new MessageFeed();
        next.readFrom(new DataInputStream(new ByteArrayInputStream(bytes(feed))));
        Outbox other = new Outbox();
        next.deliverTo(other);
        return other.ids;
    }

    @Test
    void twoChannelsAreToldUnderOneSequenceEach() {
        assertThat(real).extracting(Message::sequence).containsExactly(101L, 101L, 102L, 102L, 103L, 103L);
        assertThat(real).extracting(Message::cause).containsOnly(Cause.FIRED);
    }

    @Test
    void whatComesBeforeATakerWaitsForIt() {
        real.forEach(feed::add);
        feed.deliverTo(outbox);
        assertThat(outbox.ids).isEqualTo(ids(0, 1, 2, 3, 4, 5));
    }

    @Test
    void whatTheTakerHasNoRoomForIsOfferedAgainInOrder() {
        outbox.room = 2;
        feed.deliverTo(outbox);
        real.forEach(feed::add);
        assertThat(outbox.ids).isEqualTo(ids(0, 1));
        outbox.room = 5;
        feed.pump();
        assertThat(outbox.ids).isEqualTo(ids(0, 1, 2, 3, 4));
        outbox.room = 6;
        feed.pump();
        assertThat(outbox.ids).isEqualTo(ids(0, 1, 2, 3, 4, 5));
    }

    @Test
    void whatIsTakenButNotOnDiskSurvivesASnapshot() throws Exception {
        feed.deliverTo(outbox);
        real.forEach(feed::add);
        assertThat(afterRestart()).isEqualTo(ids(0, 1, 2, 3, 4, 5));
    }

    @Test
    void ofTheLatestSequenceOnDiskOthersMayBeMissing() throws Exception {
        feed.deliverTo(outbox);
        real.forEach(feed::add);
        outbox.onDisk = 102;
        assertThat(afterRestart()).isEqualTo(ids(2, 3, 4, 5));
        outbox.onDisk = 104;
        assertThat(afterRestart()).isEmpty();
    }

    @Test
    void whatNobodyTookSurvivesASnapshotToo() throws Exception {
        outbox.room = 1;
        feed.deliverTo(outbox);
        real.forEach(feed::add);
        outbox.onDisk = 103;
        assertThat(afterRestart()).isEqualTo(ids(1, 2, 3, 4, 5));
    }

    @Test
    void messagesComeBackWhole() throws Exception {
        real.forEach(feed::add);
        MessageFeed next = new MessageFeed();
        next.readFrom(new DataInputStream(new ByteArrayInputStream(bytes(feed))));
        List<Message> again = new ArrayList<>();
        next.deliverTo(MessageFeed.Taker.of(again::add));
        assertThat(again).isEqualTo(real);
    }

    @Test
    void theOldestAreGivenUpAndCountedWhenNobodyTakesAny() throws Exception {
        for (int index = 0; index < MessageFeed.CAPACITY + 3; index++) {
            feed.add(real.get(index % real.size()));
        }
        assertThat(feed.lost()).isEqualTo(3);
        assertThat(afterRestart())
                .hasSize(MessageFeed.CAPACITY)
                .startsWith(real.get(3).id());
    }

    @Test
    void whatIsCutIsRefused() throws Exception {
        real.forEach(feed::add);
        byte[] whole = bytes(feed);
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        MessageFeed next = new MessageFeed();
        assertThatThrownBy(() -> next.readFrom(new DataInputStream(new ByteArrayInputStream(cut))))
                .isInstanceOf(EOFException.class);
    }
}
