package io.polestar.engine.dispatch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages between the dispatcher and whoever delivers them. They are part of a snapshot until the taker has them on disk, so that a restart
 * gives again what may have been lost; the taker knows by its id what it has already. No part of the state hash: it depends on how
 * fast the taker is. The counting thread's, but for {@link #lost}.
 */
public final class MessageFeed {
    /** The most messages that wait for a taker; beyond, the oldest are given up. */
    public static final int CAPACITY = 65_536;

    private final Deque<Message> waiting = new ArrayDeque<>();
    /** Taken, but perhaps not on disk yet. */
    private final Deque<Message> taken = new ArrayDeque<>();

    private @Nullable Taker taker;
    private volatile long lost;

    /** Takes messages and keeps them for ever. */
    public interface Taker {
        /** Takes a message without waiting; false when it must be offered again. */
        boolean offer(Message message);

        /** The highest journal sequence of all messages on disk; those of lower ones are on disk, too. */
        long takenSequence();

        /** One that keeps nothing beyond the process, such as a test. */
        static Taker of(Predicate<Message> offer) {
            return new Taker() {
                @Override
                public boolean offer(Message message) {
                    return offer.test(message);
                }

                @Override
                public long takenSequence() {
                    return Long.MAX_VALUE;
                }
            };
        }
    }

    /** Adds a message. */
    public void add(Message message) {
        waiting.add(message);
        pump();
        forgetSafe();
        if (waiting.size() + taken.size() > CAPACITY) {
            if (taken.pollFirst() == null) {
                waiting.pollFirst();
            }
            lost++;
        }
    }

    /** Has messages taken from here on, beginning with those that wait. */
    public void deliverTo(Taker next) {
        taker = next;
        pump();
    }

    /** Offers what waits, until the taker has no room. */
    public void pump() {
        Taker current = taker;
        while (current != null && !waiting.isEmpty() && current.offer(waiting.getFirst())) {
            taken.add(waiting.removeFirst());
        }
    }

    private void forgetSafe() {
        Taker current = taker;
        while (current != null && !taken.isEmpty() && taken.getFirst().sequence() < current.takenSequence()) {
            taken.removeFirst();
        }
    }

    /** How many were given up because nobody took them. Any thread. */
    public long lost() {
        return lost;
    }

    /** Saves what is not known to be on disk: int count, messages. */
    public void writeTo(DataOutput out) throws IOException {
        forgetSafe();
        List<Message> all = new ArrayList<>(taken);
        all.addAll(waiting);
        out.writeInt(all.size());
        for (Message message : all) {
            NoteFormat.write(out, message);
        }
    }

    /** Takes over what {@link #writeTo} saved, to be offered again. */
    public void readFrom(DataInput in) throws IOException {
        for (int left = DispatchFormat.count(in.readInt(), CAPACITY); left > 0; left--) {
            waiting.add(NoteFormat.readMessage(in));
        }
    }
}
