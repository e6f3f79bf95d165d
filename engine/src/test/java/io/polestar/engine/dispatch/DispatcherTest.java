package io.polestar.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polestar.engine.alert.Transition.Flags;
import io.polestar.engine.dispatch.Message.Cause;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What scenarios do not say of the dispatcher: ids, sizes, and other definitions in the middle of it. */
class DispatcherTest {
    private static final String CHAT = "routes: [{to: chat, groupBy: [rule], groupInterval: 1m}]\n";
    private static final Flags SILENCED = new Flags(null, "silence-1", null);

    private static String text(List<Message> messages) {
        return messages.stream()
                .map(message -> message.channel() + " " + message.cause() + " "
                        + message.alerts().stream()
                                .map(alert -> alert.episode() + " " + alert.state())
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    @Test
    void theSameTransitionsGiveTheSameIds() throws Exception {
        Desk one = new Desk(CHAT);
        Desk other = new Desk(CHAT);
        for (Desk desk : List.of(one, other)) {
            desk.fire("loud", "a", "loud-1");
            desk.pass(1_000);
            desk.resolve("loud", "a", "loud-1");
            desk.pass(60_000);
        }
        assertThat(one.told).isEqualTo(other.told).hasSize(2);
        assertThat(one.dispatcher.stateHash()).isEqualTo(other.dispatcher.stateHash());
        assertThat(one.dispatcher.told()).isEqualTo(2);
    }

    @Test
    void theHashKnowsWhatWasTold() throws Exception {
        Desk told = new Desk(CHAT);
        Desk silent = new Desk(CHAT);
        told.fire("loud", "a", "loud-1");
        told.pass(1_000);
        told.resolve("loud", "a", "loud-1");
        told.pass(600_000);
        silent.pass(601_000);
        silent.dispatcher.advance(silent.clock, 200);
        assertThat(told.dispatcher.stateHash()).isNotEqualTo(silent.dispatcher.stateHash());
    }

    @Test
    void aMessageHasAtMostFiveHundredAlerts() throws Exception {
        Desk desk = new Desk(CHAT);
        for (int index = 0; index < Outlet.MOST_ALERTS + 1; index++) {
            desk.fire("loud", "c" + index, "loud-" + index);
        }
        List<Message> messages = desk.pass(0);
        assertThat(messages).extracting(message -> message.alerts().size()).containsExactly(Outlet.MOST_ALERTS, 1);
        assertThat(messages).extracting(Message::id).doesNotHaveDuplicates();
    }

    @Test
    void whatIsOverBeforeItIsToldIsNotTold() throws Exception {
        Desk desk = new Desk("routes: [{to: chat, groupWait: 10s}]\n");
        desk.fire("loud", "a", "loud-1");
        desk.pass(5_000);
        desk.resolve("loud", "a", "loud-1");
        assertThat(desk.pass(3_600_000)).isEmpty();
    }

    @Test
    void noDataInAnEpisodeIsNoNews() throws Exception {
        Desk desk = new Desk(CHAT);
        desk.fire("loud", "a", "loud-1");
        desk.pass(0);
        desk.step("loud", "a", "loud-1", AlertState.NO_DATA, AlertReason.SOURCES, Flags.NONE);
        desk.step("loud", "a", "loud-1", AlertState.ERROR, AlertReason.FAILURE, Flags.NONE);
        desk.step("loud", "a", "loud-1", AlertState.RECOVERING, AlertReason.CONDITION, Flags.NONE);
        assertThat(desk.pass(3_600_000)).isEmpty();
    }

    @Test
    void anAlertThatMatchesNoRouteIsNotTold() throws Exception {
        Desk desk = new Desk("routes: [{to: chat, match: {rule: soft}}]\n");
        desk.fire("loud", "a", "loud-1");
        assertThat(desk.pass(60_000)).isEmpty();
    }

    @Test
    void newRoutesTellWhatNobodyWasToldAndLeaveTheRest() throws Exception {
        Desk desk = new Desk(CHAT);
        Desk next = new Desk("routes: [{to: phone, groupBy: [segment]}]\n");
        desk.fire("loud", "a", "loud-1");
        desk.pass(0);
        desk.step("loud", "b", "loud-2", AlertState.FIRING, AlertReason.CONDITION, SILENCED);
        desk.pass(1_000);
        next.clock = desk.clock;
        next.dispatcher.takeOver(desk.dispatcher, desk.clock, 300);
        assertThat(next.pass(60_000)).isEmpty();
        next.step("loud", "b", "loud-2", AlertState.FIRING, AlertReason.UNSILENCED, Flags.NONE);
        assertThat(text(next.pass(0))).isEqualTo("phone FIRED loud-2 FIRING");
        next.resolve("loud", "a", "loud-1");
        next.resolve("loud", "b", "loud-2");
        assertThat(text(next.pass(60_000))).isEqualTo("chat RESOLVED loud-1 RESOLVED; phone RESOLVED loud-2 RESOLVED");
    }

    @Test
    void newRoutesTellAtOnceTheEndsThatWaited() throws Exception {
        Desk desk = new Desk(CHAT);
        Desk next = new Desk("routes: [{to: phone}]\n");
        desk.fire("loud", "a", "loud-1");
        desk.pass(0);
        desk.resolve("loud", "a", "loud-1");
        assertThat(desk.pass(1_000)).isEmpty();
        next.dispatcher.takeOver(desk.dispatcher, desk.clock, 300);
        assertThat(text(desk.told)).isEqualTo("chat FIRED loud-1 FIRING; chat RESOLVED loud-1 RESOLVED");
        assertThat(next.pass(3_600_000)).isEmpty();
    }

    @Test
    void aMinuteOfAChannelOutlastsNewRoutes() throws Exception {
        Desk desk = new Desk("routes: [{to: robot, groupBy: [segment]}]\n");
        Desk next = new Desk("routes: [{to: robot, groupBy: [segment], remind: 1h}]\n");
        for (int index = 0; index < 4; index++) {
            desk.fire("loud", "c" + index, "loud-" + index);
        }
        assertThat(desk.pass(0)).hasSize(3);
        next.clock = desk.clock;
        next.dispatcher.takeOver(desk.dispatcher, desk.clock, 300);
        assertThat(next.pass(59_000)).isEmpty();
        assertThat(next.pass(1_000)).extracting(Message::cause).containsExactly(Cause.DIGEST);
    }

    @Test
    void bytesThatAreNoneAreRefused() throws Exception {
        Desk desk = new Desk(CHAT);
        byte[] none = {2, 0, 0};
        assertThatThrownBy(() -> desk.dispatcher.readFrom(new DataInputStream(new ByteArrayInputStream(none))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version=2");
    }
}
