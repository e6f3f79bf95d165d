package io.polestar.api.channel;

import io.polestar.api.channel.wording.Briefing;
import io.polestar.engine.dispatch.AlertNote;
import io.polestar.engine.dispatch.Message;
import io.polestar.engine.dispatch.Message.Cause;
import io.polestar.engine.view.AlertState;
import java.util.List;
import java.util.Map;

/** Alerts and messages for tests. */
public final class Notes {
    /** 2024-06-01T08:00:00Z. */
    public static final long DECIDED_MILLIS = 1_717_228_800_000L;

    private Notes() {}

    public static AlertNote firing(String episode) {
        return note(episode, AlertState.FIRING);
    }

    public static AlertNote resolved(String episode) {
        return note(episode, AlertState.RESOLVED);
    }

    private static AlertNote note(String episode, AlertState state) {
        return new AlertNote(
                "orders_low",
                "Côte d'Or <b>*x*</b> [a](b) & \"co\"",
                episode,
                "critical",
                "owner@example.com",
                Map.of("team", "sales"),
                state,
                false,
                "orders",
                "1h",
                8,
                10,
                Double.NaN,
                Double.NaN,
                DECIDED_MILLIS - 60_000,
                DECIDED_MILLIS - 30,
                DECIDED_MILLIS - 20,
                DECIDED_MILLIS,
                77);
    }

    /** A message on the channel {@code ops} that one episode fires, or, for an id with an r, has ceased. */
    public static Message message(String id, long sequence, String... episodes) {
        return message("ops", id, sequence, episodes);
    }

    public static Message message(String channel, String id, long sequence, String... episodes) {
        boolean over = id.startsWith("r");
        List<AlertNote> alerts = java.util.stream.Stream.of(episodes)
                .map(episode -> over ? resolved(episode) : firing(episode))
                .toList();
        return new Message(id, channel, "g", over ? Cause.RESOLVED : Cause.FIRED, sequence, DECIDED_MILLIS, alerts);
    }

    public static Briefing briefing() {
        return new Briefing(
                "Few orders",
                "Orders",
                "8 orders",
                "10 orders",
                "2024-06-01 09:59 +02:00",
                List.of("Orders", "Revenue"),
                List.of(
                        new Briefing.Mover(Briefing.Mover.Kind.CHILD, "Visitors", "−3 orders"),
                        new Briefing.Mover(Briefing.Mover.Kind.SEGMENT, "Country: France", "−2 orders")),
                List.of("web-shop, 20 min"),
                "2024-06-01: price list changed",
                "https://polestar.example.com/#metric=orders&window=1h&at=1717228800000");
    }
}
