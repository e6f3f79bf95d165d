package io.polestar.api.channel.outbox;

import io.polestar.api.channel.wording.Parcel;
import io.polestar.api.channel.wording.Told;
import io.polestar.engine.dispatch.Message;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages on their way, on disk and in memory.
 *
 * <pre>
 *     taken ──▶ waiting ──▶ delivered
 *                 │  ▲
 *      refused or ▼  │ sent again
 *       given up  parked ──▶ dropped, when there is no room
 * </pre>
 *
 * <p>A message is on disk when {@link #take} returns, also after a power cut. That it was delivered is written at once but not forced: the
 * death of the process does not undo it, a power cut may, and then the message goes out again under its old id. Safe for any thread.
 */
public final class Outbox implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final long SLACK_BYTES = 4 << 20;
    /** A wait looks at the clock this often, for clocks that are not the machine's. */
    private static final long LONGEST_WAIT_MILLIS = 100;

    private final Clock clock;
    private final OutboxLimits limits;
    private final Shelf shelf;
    private final FramedLog log;
    private long rewriteAboveBytes;
    private boolean closed;
    private long unwritten;

    private Outbox(Clock clock, OutboxLimits limits, Shelf shelf, FramedLog log) {
        this.clock = clock;
        this.limits = limits;
        this.shelf = shelf;
        this.log = log;
        this.rewriteAboveBytes = 2 * shelf.bytes() + SLACK_BYTES;
    }

    /**
     * Opens the outbox of a directory and finds again what was in it.
     *
     * @throws IOException when it cannot be read or written
     */
    public static Outbox open(Path directory, OutboxLimits limits, Clock clock) throws IOException {
        Shelf shelf = new Shelf(limits);
        Path file = directory.resolve("outbox.log");
        FramedLog log = FramedLog.open(file, payload -> shelf.apply(Change.Codec.read(payload), payload.length));
        shelf.beginCounting();
        if (FramedLog.wasDamaged(file)) {
            LOG.error("the outbox was damaged and messages may be lost; {}.damaged holds it as it was", file);
        }
        return new Outbox(clock, limits, shelf, log);
    }

    /**
     * Takes messages, all or none. One that was taken before, in this life or an earlier one, is passed over.
     *
     * @return how many were new
     * @throws IOException when the disk did not take them; they may be offered again
     */
    public synchronized int take(List<Parcel> parcels) throws IOException {
        Map<String, Change.Taken> fresh = new LinkedHashMap<>();
        for (Parcel parcel : parcels) {
            if (!shelf.knows(parcel.message())) {
                fresh.putIfAbsent(parcel.message().id(), new Change.Taken(parcel));
            }
        }
        if (!fresh.isEmpty()) {
            write(List.copyOf(fresh.values()), true);
            shelf.countTaken(fresh.values());
            makeRoom();
            notifyAll();
        }
        return fresh.size();
    }

    /** Whether a message was taken. */
    public synchronized boolean knows(Message message) {
        return shelf.knows(message);
    }

    /** The highest journal sequence of all messages taken, {@code Long.MIN_VALUE} before the first. */
    public synchronized long takenSequence() {
        return shelf.remembered().newest();
    }

    /** Says how many messages a minute a channel bears, which makes the channel known. */
    public synchronized void setPerMinute(String channel, int perMinute) {
        shelf.line(channel).limit().setPerMinute(perMinute);
        notifyAll();
    }

    /** Ids of all channels that have messages. */
    public synchronized List<String> channels() {
        return shelf.channels();
    }

    /**
     * The next message of a channel that may be sent. Waits a little when there is none, so that asking again and again costs nothing.
     *
     * @return null when there is none yet
     */
    public synchronized @Nullable Parcel next(String channel) throws InterruptedException {
        long nowMillis = clock.millis();
        Line.Next next =
                closed ? new Line.Next(null, nowMillis) : shelf.line(channel).next(nowMillis);
        if (next.now() == null && !closed) {
            wait(Math.max(1, Math.min(LONGEST_WAIT_MILLIS, next.nextMillis() - nowMillis)));
        }
        return next.now();
    }

    /** Counts a send against the channel's limit; to be called before each attempt. */
    public synchronized void attempted(String channel) {
        shelf.line(channel).limit().sent(clock.millis());
    }

    /**
     * A message was delivered.
     *
     * @param stands whether what it says of firing alerts must be said again until they end
     */
    public synchronized void delivered(Parcel parcel, boolean stands) {
        String channel = parcel.message().channel();
        shelf.line(channel).succeeded();
        shelf.tally(channel).sent(clock.millis());
        record(new Change.Delivered(parcel.message().id(), stands, null));
        notifyAll();
    }

    /** A message was not delivered and is to be tried again, unless it has been tried for too long. */
    public synchronized void failed(Parcel parcel, String reason, long askedMillis) {
        String channel = parcel.message().channel();
        long nowMillis = clock.millis();
        Tally tally = shelf.tally(channel);
        tally.error(reason, nowMillis);
        if (nowMillis - parcel.takenMillis() > limits.giveUpMillis()) {
            record(new Change.Parked(parcel.message().id(), "tried for too long; " + reason, nowMillis));
            return;
        }
        tally.retried++;
        shelf.line(channel).failed(shelf.order(parcel), nowMillis, askedMillis);
    }

    /** A message was refused for good and is set aside. */
    public synchronized void refused(Parcel parcel, String reason) {
        String channel = parcel.message().channel();
        long nowMillis = clock.millis();
        shelf.tally(channel).error(reason, nowMillis);
        shelf.line(channel).succeeded();
        record(new Change.Parked(parcel.message().id(), reason, nowMillis));
        notifyAll();
    }

    /** Something went wrong on a channel that concerns no message. */
    public synchronized void troubled(String channel, String reason) {
        shelf.tally(channel).error(reason, clock.millis());
    }

    /** Sets aside all that waits for a channel, as when there is no such channel any more. */
    public synchronized void parkAll(String channel, String reason) {
        for (Parcel oldest = shelf.line(channel).oldest();
                oldest != null;
                oldest = shelf.line(channel).oldest()) {
            record(new Change.Parked(oldest.message().id(), reason, clock.millis()));
        }
    }

    /** Has all messages set aside of a channel wait again, in their old order; returns how many. */
    public synchronized int resend(String channel) {
        List<ParkedParcel> parked = shelf.parked(channel);
        parked.forEach(one -> record(new Change.Unparked(one.parcel().message().id())));
        notifyAll();
        return parked.size();
    }

    /** The messages set aside of a channel, oldest first. */
    public synchronized List<ParkedParcel> parked(String channel) {
        return shelf.parked(channel);
    }

    /** What must be said again on a channel until it ends. */
    public synchronized List<Told> standing(String channel) {
        return shelf.standing(channel).told();
    }

    /** How a channel fares. */
    public synchronized ChannelCounts counts(String channel) {
        return shelf.counts(channel);
    }

    /** Bytes of the messages kept. */
    public synchronized long bytes() {
        return shelf.bytes();
    }

    /** How often the disk did not take what became of a message, which may therefore be sent again after a restart. */
    public synchronized long unwritten() {
        return unwritten;
    }

    /** What became of a message: it holds in memory also if the disk does not take it. */
    private void record(Change change) {
        try {
            write(List.of(change), false);
        } catch (IOException e) {
            unwritten++;
            LOG.error("the outbox could not be written; after a restart some messages may go out again", e);
            shelf.apply(change, 0);
        }
        makeRoom();
    }

    private void makeRoom() {
        for (Change way = shelf.overfull(clock.millis()); way != null; way = shelf.overfull(clock.millis())) {
            try {
                write(List.of(way), false);
            } catch (IOException e) {
                unwritten++;
                LOG.error("the outbox could not be written", e);
                shelf.apply(way, 0);
            }
        }
    }

    private void write(List<? extends Change> changes, boolean force) throws IOException {
        List<byte[]> payloads = changes.stream().map(Change.Codec::bytes).toList();
        log.append(payloads, force);
        for (int i = 0; i < changes.size(); i++) {
            shelf.apply(changes.get(i), payloads.get(i).length);
        }
        if (log.bytes() > rewriteAboveBytes) {
            rewrite();
            rewriteAboveBytes = 2 * log.bytes() + SLACK_BYTES;
        }
    }

    /** The old file goes on if this fails. */
    private void rewrite() {
        try {
            log.rewrite(shelf.saved().stream().map(Change.Codec::bytes).toList());
        } catch (IOException e) {
            LOG.warn("the outbox could not be written anew and goes on growing", e);
        }
    }

    /** Whether all waits have ended for good. */
    public synchronized boolean isStopped() {
        return closed;
    }

    /** Ends all waits. What is under way may still be settled until {@link #close}. */
    public synchronized void stop() {
        closed = true;
        notifyAll();
    }

    @Override
    public synchronized void close() throws IOException {
        stop();
        log.close();
    }

    /** Counts by channel, for those that have any. */
    public synchronized Map<String, ChannelCounts> allCounts() {
        Map<String, ChannelCounts> counts = new TreeMap<>();
        shelf.channels().forEach(channel -> counts.put(channel, shelf.counts(channel)));
        return counts;
    }
}
