package io.polestar.engine.intake;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.EventCursor;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The corrections of one batch, and the events they are about: those of the batch itself, and those that were fetched from the
 * journal. Belongs to the thread that brings the batch.
 */
public final class Corrections {
    /**
     * An event as the journal holds it.
     *
     * @param correctedAt position of the correction that gave it this content, {@link CorrectedIds#NEVER} for the event as it came
     * @param content a sealed batch of one event; null when the journal could not be read there
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Original(long correctedAt, byte @Nullable [] content) {}

    /** A replacement made beforehand, while no lock is held. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Prepared(byte[] content, byte[] replacement) {}

    private final Map<Integer, Correction> byOrdinal = new HashMap<>();
    private final Map<Long, Map<Integer, byte[]>> ofThisBatch = new HashMap<>();
    private final Map<Long, Original> originals = new HashMap<>();
    private final Map<Long, byte[]> latest = new HashMap<>();
    private final Map<Correction, Prepared> prepared = new IdentityHashMap<>();
    private final Replacement replacement;

    /** The corrections in a sealed batch; null when it has none. */
    public static @Nullable Corrections in(EventBatch batch) {
        int type = batch.findName(Correction.TYPE_UTF8);
        if (type == 0) {
            return null;
        }
        Corrections corrections = new Corrections(batch, type);
        return corrections.byOrdinal.isEmpty() ? null : corrections;
    }

    private Corrections(EventBatch batch, int correctionType) {
        replacement = new Replacement(batch.hash());
        CorrectionReader reader = new CorrectionReader(batch.hash());
        EventCursor cursor = new EventCursor().wrap(batch.bytes());
        for (int ordinal = 0; cursor.next(); ordinal++) {
            if (cursor.typeRef() == correctionType) {
                Correction correction = reader.read(cursor);
                byOrdinal.put(ordinal, correction);
                ofThisBatch.put(correction.identity(), new HashMap<>());
            }
        }
        takeOut(batch);
    }

    /** Keeps those events of the batch that one of its corrections is about. */
    private void takeOut(EventBatch batch) {
        EventBatch scratch = new EventBatch(batch.hash());
        EventCursor cursor = new EventCursor().wrap(batch.bytes());
        for (int ordinal = 0; cursor.next(); ordinal++) {
            Map<Integer, byte[]> wanted = cursor.identity() == 0 ? null : ofThisBatch.get(cursor.identity());
            if (wanted != null) {
                wanted.put(ordinal, SingleEvent.of(cursor, scratch));
            }
        }
    }

    Collection<Correction> all() {
        return byOrdinal.values();
    }

    @Nullable
    Correction at(int ordinal) {
        return byOrdinal.get(ordinal);
    }

    @Nullable
    Original original(long identity) {
        return originals.get(identity);
    }

    /** Keeps what was fetched from the journal. */
    void keep(long identity, Original original) {
        originals.put(identity, original);
    }

    /** Makes the replacements of what was fetched, so that they need not be made under a lock. */
    void prepare() {
        for (Correction correction : byOrdinal.values()) {
            Original original = correction.replaces() ? originals.get(correction.identity()) : null;
            byte[] content = original == null ? null : original.content();
            if (content != null) {
                prepared.put(correction, new Prepared(content, replacement.of(correction, content)));
            }
        }
    }

    /** Forgets what a judgement of the batch has done. */
    void begin() {
        latest.clear();
    }

    /** An event of this batch was taken: a correction behind it finds its content here. */
    void taken(int ordinal, long identity) {
        Map<Integer, byte[]> wanted = ofThisBatch.get(identity);
        byte[] content = wanted == null ? null : wanted.get(ordinal);
        if (content != null) {
            latest.put(identity, content);
        }
    }

    /** The content that an event of the journal or of this batch has now; of no bytes when it was taken back, null when there is none. */
    byte @Nullable [] content(long identity) {
        byte[] inBatch = latest.get(identity);
        if (inBatch != null) {
            return inBatch;
        }
        Original original = originals.get(identity);
        return original == null ? null : original.content();
    }

    /** Whether this batch has taken the event or corrected it already. */
    boolean inBatch(long identity) {
        return latest.containsKey(identity);
    }

    /** The event that shall count in the place of {@code content}. */
    byte[] replacement(Correction correction, byte[] content) {
        Prepared made = prepared.get(correction);
        return made != null && made.content == content ? made.replacement : replacement.of(correction, content);
    }

    /** A correction was taken. */
    void corrected(long identity, byte[] contentNow) {
        latest.put(identity, contentNow);
    }
}
