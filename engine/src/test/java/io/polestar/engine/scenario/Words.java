package io.polestar.engine.scenario;

import io.polestar.engine.dispatch.AlertNote;
import io.polestar.engine.dispatch.Message;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Alerts and messages as scenarios write them. */
final class Words {
    private Words() {}

    /** {@code RULE} or {@code RULE/SEGMENT}. */
    static String name(AlertReading reading) {
        return name(
                reading.rule(),
                reading.segment() == null ? null : reading.segment().value());
    }

    private static String name(String rule, @Nullable String segment) {
        return segment == null ? rule : rule + "/" + segment;
    }

    /** A state and what lies on top of it. */
    static String of(AlertReading reading) {
        StringBuilder text = new StringBuilder(word(reading.state()));
        text.append(reading.silencedBy() == null ? "" : " silenced");
        text.append(reading.inhibitedBy() == null ? "" : " inhibited");
        text.append(reading.acknowledgement() == null ? "" : " acknowledged");
        text.append(reading.provisional() ? " provisional" : "");
        return text.toString();
    }

    /** {@code CHANNEL CAUSE RULE[/SEGMENT] STATE, …}. */
    static String of(Message message) {
        List<String> alerts = message.alerts().stream().map(Words::of).toList();
        return message.channel() + " " + word(message.cause()) + " " + String.join(", ", alerts);
    }

    private static String of(AlertNote alert) {
        return name(alert.rule(), alert.segment()) + " " + word(alert.state())
                + (alert.provisional() ? " provisional" : "");
    }

    /** The states that an alert entered, oldest first, each with the reason in brackets where it is not the condition. */
    static String log(List<AlertReading> newestFirst, String name) {
        List<String> states = new ArrayList<>();
        for (AlertReading reading : newestFirst) {
            if (name(reading).equals(name)) {
                String reason = reading.reason() == AlertReason.CONDITION ? "" : "(" + word(reading.reason()) + ")";
                states.add(0, word(reading.state()) + reason);
            }
        }
        return String.join(", ", states);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
