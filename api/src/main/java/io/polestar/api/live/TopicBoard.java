package io.polestar.api.live;

import io.polestar.api.problem.Problem;
import io.polestar.api.problem.Problems;
import io.polestar.engine.view.Views;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The topics of values that somebody wants, and for a minute those that nobody wants any more, so that a client that
 * comes back is sent only what has changed. Hub's thread only.
 */
final class TopicBoard {
    private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final LiveLimits limits;
    private final Map<Topic, TopicState> topics = new HashMap<>();
    private final Evaluator evaluator = new Evaluator();
    private final List<TopicState> readThisTick = new ArrayList<>();
    private final List<Long> costs = new ArrayList<>();

    TopicBoard(LiveLimits limits) {
        this.limits = limits;
    }

    int size() {
        return topics.size();
    }

    /** Adds a subscription; the problem says why not. */
    @Nullable
    Problem add(Subscriber subscriber, Topic topic, @Nullable Long resume, long nowNanos) {
        TopicState state = topics.get(topic);
        if (state == null) {
            if (topics.size() >= limits.topics()) {
                return Problems.busy("the server holds at most " + limits.topics() + " distinct topics");
            }
            state = new TopicState(topic, gapNanos(topic), nowNanos);
            topics.put(topic, state);
        }
        state.add(subscriber, resume);
        return null;
    }

    void remove(Subscriber subscriber, Topic topic, long nowNanos) {
        TopicState state = topics.get(topic);
        if (state != null) {
            state.remove(subscriber, nowNanos);
        }
    }

    /** Whether anybody wants any topic. */
    boolean wanted() {
        return topics.values().stream().anyMatch(TopicState::wanted);
    }

    /** Nanoseconds until a topic that has not seen the publication may be read again. */
    long nanosUntilDue(long publication, long nowNanos) {
        long least = Long.MAX_VALUE;
        for (TopicState state : topics.values()) {
            least = Math.min(least, state.nanosUntilDue(publication, nowNanos));
        }
        return least;
    }

    /** Reads every topic that is due. */
    void read(Views views, long publication, long nowNanos) {
        evaluator.beginTick();
        for (TopicState state : topics.values()) {
            if (state.due(publication, nowNanos)) {
                read(state, views, publication);
            }
        }
    }

    /** Sends what was read. */
    void offer(long nowNanos) {
        for (int i = 0; i < readThisTick.size(); i++) {
            readThisTick.get(i).offer(costs.get(i), nowNanos);
        }
        readThisTick.clear();
        costs.clear();
    }

    /** Drops topics that nobody has wanted for a minute. */
    void sweep(long nowNanos) {
        topics.values().removeIf(state -> state.emptyLongerThan(KEEP_NANOS, nowNanos));
    }

    private void read(TopicState state, Views views, long publication) {
        long began = System.nanoTime();
        try {
            state.accept(evaluator.read(state.topic(), views), publication);
            readThisTick.add(state);
            costs.add(System.nanoTime() - began);
        } catch (IllegalArgumentException e) {
            Problem problem = Problems.invalid(String.valueOf(e.getMessage()));
            for (Subscriber subscriber : state.clear()) {
                subscriber.topics().remove(state.topic());
                subscriber.offerNotice(Messages.error(problem));
            }
        }
    }

    private long gapNanos(Topic topic) {
        return TimeUnit.MILLISECONDS.toNanos(
                topic instanceof Topic.OfTree ? limits.treeGapMillis() : limits.metricGapMillis());
    }
}
