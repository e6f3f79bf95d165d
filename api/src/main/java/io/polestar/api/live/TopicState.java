package io.polestar.api.live;

import io.polestar.api.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One topic: who wants it, what was last sent and when the next change may be. Hub's thread only. */
final class TopicState {
    /** A subscription not yet answered; {@code resume} is the last sequence the client saw, null for a fresh start. */
    record Awaiting(Subscriber subscriber, @Nullable Long resume) {}

    private static final long UNREAD = -1;

    private final Topic topic;
    private final String topicJson;
    private final long gapNanos;
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    private final List<Awaiting> awaiting = new ArrayList<>();

    private @Nullable Fingerprint fingerprint;
    private @Nullable Update latest;
    private long changeSequence;
    private boolean changed;
    private boolean firstRead;
    private long readAtPublication = UNREAD;
    private long nextNanos;
    private long emptySinceNanos;

    TopicState(Topic topic, long gapNanos, long nowNanos) {
        this.topic = topic;
        this.topicJson = Json.text(topic::writeTo);
        this.gapNanos = gapNanos;
        this.nextNanos = nowNanos;
        this.emptySinceNanos = nowNanos;
    }

    Topic topic() {
        return topic;
    }

    Set<Subscriber> subscribers() {
        return subscribers;
    }

    void add(Subscriber subscriber, @Nullable Long resume) {
        awaiting.add(new Awaiting(subscriber, resume));
    }

    void remove(Subscriber subscriber, long nowNanos) {
        subscribers.remove(subscriber);
        awaiting.removeIf(one -> one.subscriber() == subscriber);
        if (!wanted()) {
            emptySinceNanos = nowNanos;
        }
    }

    boolean wanted() {
        return !subscribers.isEmpty() || !awaiting.isEmpty();
    }

    boolean emptyLongerThan(long nanos, long nowNanos) {
        return !wanted() && nowNanos - emptySinceNanos > nanos;
    }

    boolean due(long publication, long nowNanos) {
        return !awaiting.isEmpty()
                || (!subscribers.isEmpty() && readAtPublication != publication && nowNanos - nextNanos >= 0);
    }

    /** Nanoseconds until this topic is due, {@link Long#MAX_VALUE} when it has seen the publication. */
    long nanosUntilDue(long publication, long nowNanos) {
        return subscribers.isEmpty() || readAtPublication == publication
                ? Long.MAX_VALUE
                : Math.max(0, nextNanos - nowNanos);
    }

    /** Takes a reading in; remembers whether it differs from what was sent before. */
    void accept(Evaluator.Content content, long publication) {
        readAtPublication = publication;
        firstRead = fingerprint == null;
        changed = !content.fingerprint().equals(fingerprint);
        if (changed || !awaiting.isEmpty()) {
            latest = new Update(
                    topic, topicJson, content.sequence(), content.json().get());
        }
        if (changed) {
            fingerprint = content.fingerprint();
            changeSequence = content.sequence();
        }
    }

    /** Sends what the last {@link #accept} found; the topic then rests for its gap, or longer when reading it is dear. */
    void offer(long costNanos, long nowNanos) {
        Update update = latest;
        if (update == null) {
            return;
        }
        if (changed) {
            for (Subscriber subscriber : subscribers) {
                subscriber.offerChange(update);
            }
        }
        for (Awaiting one : awaiting) {
            if (mayHaveMissed(one.resume(), update)) {
                one.subscriber().offerSnapshot(update);
            }
            subscribers.add(one.subscriber());
        }
        awaiting.clear();
        nextNanos = nowNanos + Math.max(changed ? gapNanos : 0, 4 * costNanos);
        latest = null;
        changed = false;
    }

    /**
     * Whether a client that was complete up to {@code resume} may lack this content: it changed at or after that sequence,
     * nobody remembers when it changed, or the client comes from another journal.
     */
    private boolean mayHaveMissed(@Nullable Long resume, Update update) {
        return resume == null || firstRead || changeSequence >= resume || resume > update.sequence();
    }

    /** Takes everybody off the topic and returns them. */
    List<Subscriber> clear() {
        List<Subscriber> all = new ArrayList<>(subscribers);
        awaiting.forEach(one -> all.add(one.subscriber()));
        subscribers.clear();
        awaiting.clear();
        return all;
    }
}
