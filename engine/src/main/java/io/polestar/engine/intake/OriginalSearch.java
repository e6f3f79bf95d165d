package io.polestar.engine.intake;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.EventCursor;
import io.polestar.engine.journal.Journal;
import io.polestar.engine.journal.JournalReader;
import io.polestar.engine.journal.RecordKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import org.agrona.collections.LongHashSet;

/**
 * Reads the events that corrections are about back from the journal. The intake's lock is held only to look at the dedup window, a
 * stretch of it at a time; the journal is read without. One thread at a time.
 *
 * <p>Cost: one look through the ids of the dedup window (2 million: some milliseconds, {@value #IDS_AT_ONCE} at a time), and for every
 * stretch of the journal between two of its marks that holds an event in question (16 thousand ids at most), one reading of it.
 */
public final class OriginalSearch {
    private static final int IDS_AT_ONCE = 65_536;

    private final Gate gate;
    private final Lock lock;
    private final Journal journal;
    private final EventBatch scratch = new EventBatch();
    private final EventCursor cursor = new EventCursor();

    /** @param lock held whenever the gate is used */
    public OriginalSearch(Gate gate, Lock lock, Journal journal) {
        this.gate = gate;
        this.lock = lock;
        this.journal = journal;
    }

    /** Where to read: a stretch of the journal, and whether for what corrections put there or for events as they came. */
    private record Place(Stretch stretch, boolean corrected) {}

    /** Fetches what is not known yet of the events that these corrections are about. */
    public void fetch(Corrections corrections) throws IOException {
        Map<Place, LongHashSet> places = places(corrections);
        List<Place> inOrder = new ArrayList<>(places.keySet());
        inOrder.sort(Comparator.comparingLong(place -> place.stretch.firstPosition()));
        for (Place place : inOrder) {
            LongHashSet identities = places.getOrDefault(place, new LongHashSet());
            long correctedAt = place.corrected ? place.stretch.firstPosition() : CorrectedIds.NEVER;
            Map<Long, byte[]> found = read(place, identities);
            for (long identity : identities) {
                corrections.keep(identity, new Corrections.Original(correctedAt, found.get(identity)));
            }
        }
        corrections.prepare();
    }

    private Map<Place, LongHashSet> places(Corrections corrections) {
        Map<Place, LongHashSet> places = new HashMap<>();
        LongHashSet asTheyCame = new LongHashSet();
        lock.lock();
        try {
            for (Correction correction : corrections.all()) {
                long identity = correction.identity();
                if (!gate.knows(corrections, identity)) {
                    long position = gate.corrected().position(identity);
                    if (position == CorrectedIds.NEVER) {
                        asTheyCame.add(identity);
                    } else {
                        add(places, new Place(new Stretch(position, position), true), identity);
                    }
                }
            }
        } finally {
            lock.unlock();
        }
        Map<Long, Stretch> found = new HashMap<>();
        search(asTheyCame, found);
        found.forEach((identity, stretch) -> add(places, new Place(stretch, false), identity));
        return places;
    }

    private static void add(Map<Place, LongHashSet> places, Place place, long identity) {
        places.computeIfAbsent(place, none -> new LongHashSet()).add(identity);
    }

    private void search(LongHashSet identities, Map<Long, Stretch> found) {
        long before = identities.isEmpty() ? -1 : Long.MAX_VALUE;
        while (before >= 0) {
            lock.lock();
            try {
                before = gate.dedup().search(before, IDS_AT_ONCE, identities, found);
            } finally {
                lock.unlock();
            }
        }
    }

    /** The newest content that each of these events has at a place. */
    private Map<Long, byte[]> read(Place place, LongHashSet identities) throws IOException {
        Map<Long, byte[]> found = new HashMap<>();
        try (JournalReader reader = journal.read(place.stretch.firstPosition())) {
            while (reader.next() && reader.position() <= place.stretch.lastPosition()) {
                if (reader.kind() == RecordKind.BATCH) {
                    collect(reader.payload(), identities, place.corrected, found);
                }
            }
        }
        return found;
    }

    private void collect(byte[] batch, LongHashSet identities, boolean corrected, Map<Long, byte[]> found) {
        cursor.wrap(batch);
        while (cursor.next()) {
            boolean counts = !cursor.dropped() && !cursor.retracts() && cursor.replaces() == corrected;
            if (counts && identities.contains(cursor.identity())) {
                found.put(cursor.identity(), SingleEvent.of(cursor, scratch));
            }
        }
    }
}
