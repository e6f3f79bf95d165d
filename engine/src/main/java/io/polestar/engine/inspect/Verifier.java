package io.polestar.engine.inspect;

import io.polestar.engine.event.EventCursor;
import io.polestar.engine.inspect.Verification.Place;
import io.polestar.engine.journal.JournalWalk;
import io.polestar.engine.journal.RecordKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole journal: checksums, sequence, and whether every batch and definition can be taken apart. One thread. */
public final class Verifier {
    /** Records that cannot be taken apart are listed up to this number. */
    static final int LISTED = 100;

    private final DefinitionText definitions;
    private final EventCursor cursor = new EventCursor();
    private final List<Long> recordsBefore = new ArrayList<>();
    private final List<String> undecodable = new ArrayList<>();
    private long records;
    private long events;

    public Verifier(DefinitionText definitions) {
        this.definitions = definitions;
    }

    /**
     * Verifies; to be called once.
     *
     * @param journal the folder of the segments
     */
    public Verification verify(Path journal) throws IOException {
        long first = 0;
        long last = 0;
        try (JournalWalk walk = new JournalWalk(journal)) {
            while (walk.next()) {
                noteDamages(walk);
                first = first == 0 ? walk.sequence() : first;
                last = walk.sequence();
                records++;
                takeApart(walk);
            }
            noteDamages(walk);
            List<Place> places = new ArrayList<>();
            for (int index = 0; index < walk.damageCount(); index++) {
                long before = recordsBefore.get(index);
                places.add(new Place(walk.damages().get(index), before, records - before));
            }
            return new Verification(records, events, first, last, walk.segments(), places, undecodable);
        }
    }

    private void noteDamages(JournalWalk walk) {
        while (recordsBefore.size() < walk.damageCount()) {
            recordsBefore.add(records);
        }
    }

    private void takeApart(JournalWalk walk) {
        try {
            if (walk.kind() == RecordKind.BATCH) {
                events += countEvents(walk.payload());
            } else if (walk.kind() == RecordKind.DEFINITION) {
                definitions.of(walk.payload(), walk.length());
            }
        } catch (IOException | RuntimeException failure) {
            if (undecodable.size() < LISTED) {
                undecodable.add(walk.kind() + " of sequence " + walk.sequence() + ": " + failure);
            }
        }
    }

    /** Reads every property of every event, so that a length that leads astray shows. */
    private long countEvents(byte[] batch) {
        long counted = 0;
        cursor.wrap(batch);
        while (cursor.next()) {
            cursor.name(cursor.typeRef());
            cursor.name(cursor.sourceRef());
            while (cursor.nextProperty()) {
                if (cursor.propertyRef() >= cursor.nameLimit()) {
                    throw new IllegalStateException("property " + cursor.propertyRef() + " has no name");
                }
            }
            counted += Taken.is(cursor) ? 1 : 0;
        }
        return counted;
    }
}
