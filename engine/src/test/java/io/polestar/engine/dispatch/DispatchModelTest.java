package io.polestar.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.alert.Transition.Flags;
import io.polestar.engine.dispatch.Message.Cause;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random alerts: what holds of every message, with and without restarts. */
class DispatchModelTest {
    private static final String ROUTES = """
            routes:
              - match: {severity: critical}
                to: [phone, robot]
                continue: true
                groupBy: [segment]
                remind: 3m
                escalate:
                  - {after: 2m, to: boss}
                  - {after: 5m, to: chat}
              - {to: chat, groupBy: [tag.team], groupWait: 5s, groupInterval: 30s, remind: 4m}
            """;

    private static final List<String> RULES = List.of("loud", "soft");
    private static final int COUNTRIES = 6;
    private static final int STEPS = 2_000;

    /** One alert as it stands. */
    private static final class Going {
        final String rule;
        final String country;

        @Nullable
        String episode;

        boolean muted;
        boolean acknowledged;

        Going(String rule, String country) {
            this.rule = rule;
            this.country = country;
        }

        Flags flags() {
            return new Flags(acknowledged ? "ann" : null, muted ? "silence-1" : null, null);
        }
    }

    private final Map<String, Going> byEpisode = new HashMap<>();
    private final Map<String, Set<String>> toldOf = new HashMap<>();
    private final Map<String, Set<String>> endedOf = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final List<Long> robot = new ArrayList<>();
    private long lastSequence;
    private int episodes;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nobodyHearsWhatTheyShouldNotAndEverybodyTheEnd(long seed) throws Exception {
        Random random = new Random(seed);
        Desk desk = new Desk(ROUTES);
        Going[] alerts = new Going[RULES.size() * COUNTRIES];
        for (int index = 0; index < alerts.length; index++) {
            alerts[index] = new Going(RULES.get(index % RULES.size()), "c" + index / RULES.size());
        }
        for (int step = 0; step < STEPS; step++) {
            move(desk, alerts[random.nextInt(alerts.length)], random);
            if (random.nextInt(50) == 0) {
                desk.restart(null);
            }
            check(
                    desk.pass(random.nextInt(4) == 0 ? 0 : random.nextInt(random.nextInt(20) == 0 ? 200_000 : 8_000)),
                    seed);
        }
        for (Going alert : alerts) {
            end(desk, alert, AlertReason.CONDITION);
        }
        for (int minute = 0; minute < 10; minute++) {
            check(desk.pass(60_000), seed);
        }
        assertThat(endedOf)
                .as("seed=%d: who was told that it fires hears the end", seed)
                .isEqualTo(toldOf);
        assertThat(desk.pass(86_400_000)).as("seed=%d: nothing is left", seed).isEmpty();
    }

    private void move(Desk desk, Going alert, Random random) {
        if (alert.episode == null) {
            alert.episode = alert.rule + "-" + ++episodes;
            alert.muted = random.nextInt(4) == 0;
            alert.acknowledged = false;
            byEpisode.put(alert.episode, alert);
            desk.step(
                    alert.rule, alert.country, alert.episode, AlertState.FIRING, AlertReason.CONDITION, alert.flags());
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> {
                alert.muted = !alert.muted;
                AlertReason reason = alert.muted
                        ? AlertReason.SILENCED
                        : random.nextBoolean() ? AlertReason.UNSILENCED : AlertReason.UNINHIBITED;
                desk.step(alert.rule, alert.country, alert.episode, AlertState.FIRING, reason, alert.flags());
            }
            case 1 -> {
                alert.acknowledged = !alert.acknowledged;
                AlertReason reason = alert.acknowledged ? AlertReason.ACKNOWLEDGED : AlertReason.UNACKNOWLEDGED;
                desk.step(alert.rule, alert.country, alert.episode, AlertState.FIRING, reason, alert.flags());
            }
            case 2 ->
                desk.step(
                        alert.rule,
                        alert.country,
                        alert.episode,
                        AlertState.NO_DATA,
                        AlertReason.SOURCES,
                        alert.flags());
            default -> end(desk, alert, random.nextInt(5) == 0 ? AlertReason.RETRACTED : AlertReason.CONDITION);
        }
    }

    private static void end(Desk desk, Going alert, AlertReason reason) {
        if (alert.episode != null) {
            AlertState to = reason == AlertReason.RETRACTED ? AlertState.INACTIVE : AlertState.RESOLVED;
            desk.step(alert.rule, alert.country, alert.episode, to, reason, alert.flags());
            alert.episode = null;
        }
    }

    private void check(List<Message> messages, long seed) {
        for (Message message : messages) {
            String told = "seed=" + seed + ": " + message;
            assertThat(ids.add(message.id())).as(told).isTrue();
            assertThat(message.id()).as(told).matches("[!-~&&[^.]]{1,64}");
            assertThat(message.sequence()).as(told).isGreaterThanOrEqualTo(lastSequence);
            assertThat(message.alerts()).as(told).isNotEmpty();
            lastSequence = message.sequence();
            checkRate(message, told);
            message.alerts().forEach(alert -> check(message, alert, told));
        }
    }

    private void checkRate(Message message, String told) {
        if (message.channel().equals("robot")) {
            robot.removeIf(before -> message.decisionMillis() - before >= 60_000);
            robot.add(message.decisionMillis());
            assertThat(robot).as(told).hasSizeLessThanOrEqualTo(3);
        }
    }

    private void check(Message message, AlertNote alert, String told) {
        Going going = byEpisode.get(alert.episode());
        boolean open = alert.state() != AlertState.RESOLVED && alert.state() != AlertState.INACTIVE;
        Set<String> before = toldOf.computeIfAbsent(alert.episode(), episode -> new HashSet<>());
        if (!open) {
            if (message.cause() != Cause.DIGEST) {
                assertThat(message.channel().equals("robot") || before.contains(message.channel()))
                        .as(told)
                        .isTrue();
            }
            assertThat(endedOf.computeIfAbsent(alert.episode(), episode -> new HashSet<>())
                            .add(message.channel()))
                    .as(told)
                    .isTrue();
            before.add(message.channel());
            return;
        }
        assertThat(message.cause()).as(told).isNotIn(Cause.RESOLVED, Cause.RETRACTED);
        if (message.cause() != Cause.DIGEST) {
            assertThat(going.muted).as(told).isFalse();
        }
        if (message.cause() == Cause.REMINDED || message.cause() == Cause.ESCALATED) {
            assertThat(going.acknowledged).as(told).isFalse();
            assertThat(before.isEmpty()).as(told).isFalse();
        }
        before.add(message.channel());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void aRestartChangesNothing(long seed) throws Exception {
        assertThat(run(seed, 0)).as("seed=%d", seed).isEqualTo(run(seed, 1)).isNotEmpty();
    }

    private static List<Message> run(long seed, int restarts) throws Exception {
        Random random = new Random(seed);
        Desk desk = new Desk(ROUTES);
        DispatchModelTest model = new DispatchModelTest();
        Going[] alerts = new Going[COUNTRIES];
        for (int index = 0; index < alerts.length; index++) {
            alerts[index] = new Going(RULES.get(index % RULES.size()), "c" + index);
        }
        for (int step = 0; step < STEPS / 4; step++) {
            model.move(desk, alerts[random.nextInt(alerts.length)], random);
            desk.pass(random.nextInt(20_000));
            if (restarts > 0) {
                desk.restart(null);
            }
        }
        return desk.told;
    }
}
