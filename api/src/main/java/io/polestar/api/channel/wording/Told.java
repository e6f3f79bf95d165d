package io.polestar.api.channel.wording;

import io.polestar.engine.dispatch.AlertNote;
import org.jspecify.annotations.Nullable;

/**
 * One alert and what is told about it.
 *
 * @param alert the alert
 * @param briefing null when the alert goes without
 */
public record Told(AlertNote alert, @Nullable Briefing briefing) {
    /** Whether the alert has ended. */
    public boolean isOver() {
        return switch (alert.state()) {
            case INACTIVE, PENDING, RESOLVED -> true;
            default -> false;
        };
    }
}
