package io.polestar.engine.view;

import java.util.List;

/**
 * All alert rules as they stand, and what they did lately.
 *
 * @param current one reading per rule, in the definition's order
 * @param log the last 200 transitions, newest first
 * @param trust how far the values may be trusted
 */
public record AlertsReading(List<AlertReading> current, List<AlertReading> log, Trust trust) {
    public AlertsReading {
        current = List.copyOf(current);
        log = List.copyOf(log);
    }
}
