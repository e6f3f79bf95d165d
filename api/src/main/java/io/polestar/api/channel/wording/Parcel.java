package io.polestar.api.channel.wording;

import io.polestar.engine.dispatch.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A message as the outbox keeps it, with what is told about its alerts.
 *
 * @param message the message
 * @param briefings one for each of its first alerts, in their order; the others go without
 * @param takenMillis when the outbox took it, epoch milliseconds
 */
public record Parcel(Message message, List<Briefing> briefings, long takenMillis) {
    public Parcel {
        briefings = List.copyOf(briefings);
        if (briefings.size() > message.alerts().size()) {
            throw new IllegalArgumentException("an alert has one briefing at most, alerts="
                    + message.alerts().size() + " briefings=" + briefings.size());
        }
    }

    /** Its alerts, each with what is told about it. */
    public List<Told> told() {
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < message.alerts().size(); i++) {
            told.add(new Told(message.alerts().get(i), i < briefings.size() ? briefings.get(i) : null));
        }
        return told;
    }

    /** What must be told in order: two parcels of one channel that share a name of these keep theirs. */
    public Set<String> lanes() {
        Set<String> lanes = new TreeSet<>();
        message.alerts().forEach(alert -> lanes.add(alert.episode()));
        return lanes;
    }
}
