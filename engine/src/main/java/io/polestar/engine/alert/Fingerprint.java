package io.polestar.engine.alert;

import io.polestar.engine.tree.Level.Side;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.tree.Trigger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** By what a snapshot tells rules apart that have one id: two are the same rule when they fire at the same times. */
final class Fingerprint {
    private Fingerprint() {}

    /** Tells apart rules that fire at other times; labels, severity, owner and tags do not count. */
    static long of(Rule rule) {
        return digest(rule.meaning().getBytes(StandardCharsets.UTF_8));
    }

    /** The first eight bytes of the SHA-256. */
    static long digest(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What version 1 told rules apart by; 0 for a rule that it did not know. */
    static long ofVersionOne(Rule rule) {
        if (!(rule.trigger() instanceof Trigger.Threshold threshold)
                || threshold.level().side() == Side.BOTH
                || rule.watched().each() != null) {
            return 0;
        }
        Segment segment = rule.segment();
        String watched = String.join(
                "\n",
                rule.metric(),
                Boolean.toString(rule.window().calendar()),
                Long.toString(rule.window().lengthMillis()),
                segment == null ? "" : segment.dimension(),
                segment == null ? "" : segment.value(),
                threshold.level().side().name(),
                Double.toString(threshold.level().at()),
                Long.toString(rule.timing().forMillis()),
                Long.toString(rule.timing().keepFiringForMillis()));
        return digest(watched.getBytes(StandardCharsets.UTF_8));
    }
}
