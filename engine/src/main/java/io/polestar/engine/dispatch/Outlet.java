package io.polestar.engine.dispatch;

import io.polestar.engine.dispatch.Message.Cause;
import io.polestar.engine.tree.Channel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Where messages leave: makes them, has the channel's gate take them, and keeps count of what went out. The counting thread's. */
final class Outlet {
    /** The most alerts of one message; more make more messages. */
    static final int MOST_ALERTS = 500;

    private static final int ID_BYTES = 16;

    private final Map<String, Gate> gates = new LinkedHashMap<>();
    private final Consumer<Message> listener;
    private long clockMillis;
    private long sequence;
    private long told;
    /** A digest of all ids told, in their order. */
    private long chain;

    Outlet(List<Channel> channels, Consumer<Message> listener) {
        this.listener = listener;
        channels.forEach(channel -> gates.put(channel.id(), new Gate(channel.id(), channel.perMinute())));
    }

    /** Has what follows be decided at a clock, behind a record. */
    void at(long clock, long recordSequence) {
        clockMillis = clock;
        sequence = recordSequence;
    }

    /** Tells of alerts on a channel, unless there is no such channel any more. */
    void send(String channel, Cause cause, String group, List<AlertNote> alerts) {
        Gate gate = gates.get(channel);
        for (int from = 0; gate != null && from < alerts.size(); from += MOST_ALERTS) {
            List<AlertNote> part = alerts.subList(from, Math.min(alerts.size(), from + MOST_ALERTS));
            gate.take(message(channel, cause, group, part), this);
        }
    }

    /** Tells the digests that are due. */
    void roll() {
        for (Gate gate : gates.values()) {
            if (gate.dueMillis() <= clockMillis) {
                gate.roll(clockMillis, this);
            }
        }
    }

    /** When the next digest is due; {@link Dispatcher#NEVER} for none. */
    long dueMillis() {
        return gates.values().stream().mapToLong(Gate::dueMillis).min().orElse(Dispatcher.NEVER);
    }

    Message message(String channel, Cause cause, String group, List<AlertNote> alerts) {
        return new Message(id(channel, cause, group, alerts), channel, group, cause, sequence, clockMillis, alerts);
    }

    void tell(Message message) {
        told++;
        chain = ByteBuffer.wrap(sha256(chain + message.id())).getLong();
        listener.accept(message);
    }

    /** The same for the same message of a replay, and of no other: its channel, cause, group, time and what it says. */
    private String id(String channel, Cause cause, String group, List<AlertNote> alerts) {
        StringBuilder text = new StringBuilder();
        text.append(channel)
                .append('\n')
                .append(cause)
                .append('\n')
                .append(group)
                .append('\n')
                .append(clockMillis);
        for (AlertNote alert : alerts) {
            text.append('\n')
                    .append(alert.episode())
                    .append(' ')
                    .append(alert.state())
                    .append(' ');
            text.append(alert.sequence());
        }
        return "msg_" + HexFormat.of().formatHex(sha256(text.toString()), 0, ID_BYTES);
    }

    private static byte[] sha256(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** By channel, in the definition's order. */
    Map<String, Gate> gates() {
        return gates;
    }

    long told() {
        return told;
    }

    long chain() {
        return chain;
    }

    void restore(long toldBefore, long chainBefore) {
        told = toldBefore;
        chain = chainBefore;
    }

    /** Takes over the minutes of the channels that both have, and the count. */
    void takeOver(Outlet before) {
        restore(before.told, before.chain);
        gates.forEach((channel, gate) -> {
            Gate old = before.gates.get(channel);
            if (old != null) {
                gate.takeOver(old);
            }
        });
    }
}
