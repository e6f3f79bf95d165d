package io.polestar.api.channel.outbox;

import io.polestar.api.channel.wording.Parcel;
import io.polestar.engine.dispatch.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the outbox holds, as the changes applied to it made it; the same changes read back from disk make the same. Under the outbox's
 * lock.
 */
final class Shelf {
    private static final int USUAL_PER_MINUTE = 20;

    private final OutboxLimits limits;
    private final Remembered remembered;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Line> lines = new TreeMap<>();
    private final Map<String, Standing> standings = new TreeMap<>();
    private final Map<String, Tally> tallies = new TreeMap<>();
    private long orders;
    private long bytes;
    private int parked;

    Shelf(OutboxLimits limits) {
        this.limits = limits;
        this.remembered = new Remembered(limits.remembered());
    }

    private enum State {
        WAITING,
        PARKED,
        STANDING
    }

    private static final class Entry {
        private final Parcel parcel;
        private final long order;
        private final int bytes;
        private State state = State.WAITING;
        private String reason = "";
        private long parkedMillis;

        private Entry(Parcel parcel, long order, int bytes) {
            this.parcel = parcel;
            this.order = order;
            this.bytes = bytes;
        }

        private String id() {
            return parcel.message().id();
        }

        private String channel() {
            return parcel.message().channel();
        }
    }

    boolean knows(Message message) {
        return entries.containsKey(message.id()) || remembered.contains(message.id(), message.sequence());
    }

    Remembered remembered() {
        return remembered;
    }

    Line line(String channel) {
        return lines.computeIfAbsent(channel, id -> new Line(id, USUAL_PER_MINUTE));
    }

    Standing standing(String channel) {
        return standings.computeIfAbsent(channel, id -> new Standing());
    }

    Tally tally(String channel) {
        return tallies.computeIfAbsent(channel, id -> new Tally());
    }

    List<String> channels() {
        return List.copyOf(lines.keySet());
    }

    long bytes() {
        return bytes;
    }

    /** The place of a waiting message in the order of all that were taken; of one that is gone, one where none is. */
    long order(Parcel parcel) {
        Entry entry = entries.get(parcel.message().id());
        return entry == null ? -1 : entry.order;
    }

    /** Forgets what was counted while the past was read back. */
    void beginCounting() {
        tallies.clear();
    }

    void countTaken(Collection<Change.Taken> taken) {
        taken.forEach(one -> tally(one.parcel().message().channel()).taken++);
    }

    /** Makes a change; {@code length} is how many bytes it takes on disk. */
    void apply(Change change, int length) {
        if (change instanceof Change.Taken taken) {
            add(taken.parcel(), length);
        } else if (change instanceof Change.Known known) {
            remembered.restore(known);
        } else if (change instanceof Change.Delivered delivered) {
            with(delivered.id(), entry -> deliver(entry, delivered));
        } else if (change instanceof Change.Parked aside) {
            with(aside.id(), entry -> park(entry, aside));
        } else if (change instanceof Change.Unparked again) {
            with(again.id(), this::unpark);
        } else if (change instanceof Change.Dropped dropped) {
            with(dropped.id(), this::drop);
        }
    }

    private interface Act {
        void on(Entry entry);
    }

    private void with(String id, Act act) {
        Entry entry = entries.get(id);
        if (entry != null) {
            act.on(entry);
        }
    }

    private void add(Parcel parcel, int length) {
        Message message = parcel.message();
        Entry entry = new Entry(parcel, orders++, length);
        entries.put(message.id(), entry);
        remembered.add(message.id(), message.sequence());
        bytes += length;
        line(message.channel()).add(entry.order, parcel);
    }

    private void deliver(Entry entry, Change.Delivered delivered) {
        leave(entry);
        if (!delivered.stands()) {
            remove(entry);
            return;
        }
        entry.state = State.STANDING;
        standing(entry.channel()).delivered(entry.parcel, delivered.episodes());
        sweep(entry.channel());
    }

    /** Removes the messages of a channel that stand for nothing any more. */
    private void sweep(String channel) {
        Map<String, List<String>> standing = standing(channel).byMessage();
        List<Entry> over = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.state == State.STANDING && entry.channel().equals(channel) && !standing.containsKey(entry.id())) {
                over.add(entry);
            }
        }
        over.forEach(this::remove);
    }

    private void park(Entry entry, Change.Parked aside) {
        leave(entry);
        entry.state = State.PARKED;
        entry.reason = aside.reason();
        entry.parkedMillis = aside.millis();
        parked++;
        tally(entry.channel()).setAside++;
        if (standing(entry.channel()).undeliverable(entry.parcel)) {
            sweep(entry.channel());
        }
    }

    private void unpark(Entry entry) {
        leave(entry);
        entry.state = State.WAITING;
        line(entry.channel()).add(entry.order, entry.parcel);
    }

    private void drop(Entry entry) {
        leave(entry);
        tally(entry.channel()).dropped++;
        remove(entry);
    }

    private void leave(Entry entry) {
        if (entry.state == State.PARKED) {
            parked--;
        }
        line(entry.channel()).remove(entry.order);
    }

    private void remove(Entry entry) {
        entries.remove(entry.id());
        bytes -= entry.bytes;
    }

    /** What must give way because a bound is passed; null when none is. */
    @Nullable
    Change overfull(long nowMillis) {
        for (Line line : lines.values()) {
            Parcel oldest = line.oldest();
            if (oldest != null && line.size() > limits.waiting()) {
                return new Change.Parked(
                        oldest.message().id(), "more than " + limits.waiting() + " messages waited", nowMillis);
            }
        }
        if (parked <= limits.parked() && bytes <= limits.bytes()) {
            return null;
        }
        Entry oldest = oldest(State.PARKED);
        if (oldest == null) {
            oldest = oldest(State.WAITING);
        }
        return oldest == null ? null : new Change.Dropped(oldest.id());
    }

    private @Nullable Entry oldest(State state) {
        return entries.values().stream()
                .filter(entry -> entry.state == state)
                .findFirst()
                .orElse(null);
    }

    List<ParkedParcel> parked(String channel) {
        return entries.values().stream()
                .filter(entry -> entry.state == State.PARKED && entry.channel().equals(channel))
                .map(entry -> new ParkedParcel(entry.parcel, entry.reason, entry.parkedMillis))
                .toList();
    }

    ChannelCounts counts(String channel) {
        Line line = line(channel);
        Parcel oldest = line.oldest();
        return tally(channel)
                .counts(
                        line.size(),
                        oldest == null ? Long.MIN_VALUE : oldest.takenMillis(),
                        parked(channel).size(),
                        standing(channel).size());
    }

    /** Changes that make all this out of nothing. */
    List<Change> saved() {
        List<Change> saved = new ArrayList<>();
        saved.add(remembered.saved());
        for (Entry entry : entries.values()) {
            saved.add(new Change.Taken(entry.parcel));
            if (entry.state == State.PARKED) {
                saved.add(new Change.Parked(entry.id(), entry.reason, entry.parkedMillis));
            } else if (entry.state == State.STANDING) {
                List<String> episodes = standing(entry.channel()).byMessage().getOrDefault(entry.id(), List.of());
                saved.add(new Change.Delivered(entry.id(), true, episodes));
            }
        }
        return saved;
    }
}
