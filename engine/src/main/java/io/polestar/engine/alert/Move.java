package io.polestar.engine.alert;

import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;

/**
 * A transition on its way: decided, but not told before what lies on top of the alert is known.
 *
 * @param episode as it was at the decision
 * @param provisional as it was at the decision
 * @param sinceMillis when the state began
 */
record Move(
        Alert alert,
        long number,
        AlertState from,
        AlertState to,
        AlertReason reason,
        String episode,
        boolean provisional,
        double value,
        double low,
        double high,
        long sinceMillis) {

    static Move of(Alert alert, long number, AlertState from, AlertReason reason) {
        return new Move(
                alert,
                number,
                from,
                alert.state,
                reason,
                alert.episode,
                alert.provisionalMillis != 0,
                alert.value,
                alert.low,
                alert.high,
                alert.sinceMillis);
    }

    /** The same, of a firing that was provisional until now. */
    Move asProvisional() {
        return new Move(alert, number, from, to, reason, episode, true, value, low, high, sinceMillis);
    }

    AlertReading reading(String rule, Moment moment) {
        return new AlertReading(
                number,
                rule,
                alert.segment,
                episode,
                from,
                to,
                reason,
                provisional,
                alert.acknowledgement,
                alert.silencedBy,
                alert.inhibitedBy,
                value,
                low,
                high,
                moment.eventMillis,
                moment.ingestMillis,
                moment.clockMillis,
                moment.sequence,
                sinceMillis);
    }

    static Transition transition(AlertReading reading) {
        AlertReading.Acknowledgement acknowledgement = reading.acknowledgement();
        return new Transition(
                reading.number(),
                reading.rule(),
                reading.segment(),
                reading.episode(),
                reading.from(),
                reading.state(),
                reading.reason(),
                reading.provisional(),
                new Transition.Flags(
                        acknowledgement == null ? null : acknowledgement.owner(),
                        reading.silencedBy(),
                        reading.inhibitedBy()),
                reading.value(),
                reading.low(),
                reading.high(),
                reading.eventMillis(),
                reading.ingestMillis(),
                reading.decisionMillis(),
                reading.sequence(),
                reading.sinceMillis());
    }
}
