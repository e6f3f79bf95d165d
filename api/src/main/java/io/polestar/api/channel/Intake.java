package io.polestar.api.channel;

import io.polestar.api.channel.outbox.Outbox;
import io.polestar.api.channel.wording.Briefer;
import io.polestar.api.channel.wording.Briefing;
import io.polestar.api.channel.wording.Parcel;
import io.polestar.engine.dispatch.AlertNote;
import io.polestar.engine.dispatch.Message;
import io.polestar.engine.tree.Channel.Language;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages from the engine's thread, which must not wait, to the outbox, which waits for the disk. On its way each message gets what
 * is told about its alerts.
 */
final class Intake extends Thread {
    /** The most messages between the engine and the disk. */
    static final int CAPACITY = 4_096;
    /** The most alerts of one message that are explained. */
    static final int MOST_BRIEFED = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int MOST_AT_ONCE = 64;
    private static final long DISK_REST_MILLIS = 1_000;
    private static final long LOOK_MILLIS = 500;

    private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Outbox outbox;
    private final Briefer briefer;
    private final Function<String, Language> languages;
    private final Clock clock;
    private final Runnable look;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean ending;

    /**
     * @param languages the language of a channel by its id
     * @param look run now and then
     */
    Intake(Outbox outbox, Briefer briefer, Function<String, Language> languages, Clock clock, Runnable look) {
        super("polestar-outbox");
        setDaemon(true);
        this.outbox = outbox;
        this.briefer = briefer;
        this.languages = languages;
        this.clock = clock;
        this.look = look;
    }

    /** Hands over a message; false when there is no room, and it must be offered again. Never waits. */
    boolean offer(Message message) {
        return queue.offer(message);
    }

    /** Has it take what was offered, and end. */
    void end() {
        ending = true;
        ended.countDown();
    }

    @Override
    public void run() {
        List<Message> batch = new ArrayList<>();
        try {
            while (!ending || !queue.isEmpty()) {
                Message first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                look.run();
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MOST_AT_ONCE - 1);
                    take(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("{} messages were not taken; the engine gives them again", queue.size() + batch.size());
        }
    }

    private void take(List<Message> batch) throws InterruptedException {
        List<Parcel> parcels = batch.stream()
                .filter(message -> !outbox.knows(message))
                .map(this::parcel)
                .toList();
        while (!parcels.isEmpty()) {
            try {
                outbox.take(parcels);
                return;
            } catch (IOException e) {
                LOG.error("the outbox could not be written, {} messages wait for the disk", parcels.size(), e);
                rest();
            }
        }
    }

    /** Waits before the disk is tried again, less when this is to end. */
    private void rest() throws InterruptedException {
        if (ending) {
            throw new InterruptedException("ending without the disk");
        }
        ended.await(DISK_REST_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Parcel parcel(Message message) {
        List<Briefing> briefings = new ArrayList<>();
        Language language = languages.apply(message.channel());
        for (AlertNote alert : message.alerts().stream().limit(MOST_BRIEFED).toList()) {
            try {
                briefings.add(briefer.brief(alert, language));
            } catch (RuntimeException e) {
                LOG.warn("alert {} goes out unexplained", alert.rule(), e);
                break;
            }
        }
        return new Parcel(message, briefings, clock.millis());
    }
}
