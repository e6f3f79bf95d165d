package io.polestar.api.live;

import io.polestar.api.json.AlertJson;
import io.polestar.api.json.Json;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertsReading;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pushes each alert transition to all who subscribed to alerts, in order and at least once: after a resume those that may
 * have been missed are sent again. Hub's thread only.
 */
final class AlertFeed {
    /** What the engine's log holds at most. */
    private static final int LOG_CAPACITY = 200;

    private static final Topic TOPIC = new Topic.OfAlerts();

    private final Clock clock;
    private final String topicJson = Json.text(TOPIC::writeTo);
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    private final List<TopicState.Awaiting> awaiting = new ArrayList<>();
    private List<AlertReading> seen = List.of();

    AlertFeed(Clock clock) {
        this.clock = clock;
    }

    void add(Subscriber subscriber, @Nullable Long resume) {
        awaiting.add(new TopicState.Awaiting(subscriber, resume));
    }

    void remove(Subscriber subscriber) {
        subscribers.remove(subscriber);
        awaiting.removeIf(one -> one.subscriber() == subscriber);
    }

    boolean wanted() {
        return !subscribers.isEmpty() || !awaiting.isEmpty();
    }

    /** Sends what is new in that reading, and answers new subscriptions from it. */
    void accept(AlertsReading reading) {
        if (!subscribers.isEmpty()) {
            for (AlertReading transition : newer(reading.log())) {
                Update.Outgoing message = message(transition);
                subscribers.forEach(subscriber -> subscriber.offerNotice(message));
            }
        }
        seen = reading.log();
        for (TopicState.Awaiting one : awaiting) {
            open(one, reading);
            subscribers.add(one.subscriber());
        }
        awaiting.clear();
    }

    private void open(TopicState.Awaiting one, AlertsReading reading) {
        Long resume = one.resume();
        List<AlertReading> log = reading.log();
        if (resume == null || resume > reading.trust().sequence() || mayHaveLost(resume, log)) {
            String data = Json.text(out -> AlertJson.alerts(out, reading));
            one.subscriber()
                    .offerSnapshot(new Update(TOPIC, topicJson, reading.trust().sequence(), data));
            return;
        }
        for (int i = log.size() - 1; i >= 0; i--) {
            if (log.get(i).sequence() >= resume) {
                one.subscriber().offerNotice(message(log.get(i)));
            }
        }
    }

    /** Whether transitions since the resume may have fallen out of the log. */
    private static boolean mayHaveLost(long resume, List<AlertReading> log) {
        return log.size() >= LOG_CAPACITY && log.get(log.size() - 1).sequence() >= resume;
    }

    /** The transitions that were not in the log seen before, oldest first. */
    private List<AlertReading> newer(List<AlertReading> log) {
        List<AlertReading> fresh = new ArrayList<>();
        AlertReading newestSeen = seen.isEmpty() ? null : seen.get(0);
        for (AlertReading transition : log) {
            if (transition.equals(newestSeen)) {
                break;
            }
            fresh.add(0, transition);
        }
        return fresh;
    }

    private Update.Outgoing message(AlertReading transition) {
        String data = Json.text(out -> AlertJson.pushed(out, transition, clock.millis()));
        return new Update.Outgoing(
                "{\"type\":\"alert\",\"sequence\":" + transition.sequence() + ",\"data\":" + data + "}", -1);
    }
}
