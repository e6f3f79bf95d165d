package io.polestar.engine.inspect;

import io.polestar.engine.event.EventCursor;
import io.polestar.engine.inspect.JournalStats.Counted;
import io.polestar.engine.inspect.JournalStats.InForce;
import io.polestar.engine.journal.JournalWalk;
import io.polestar.engine.journal.RecordKind;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a whole journal and tells what is in it. One thread; to be used once. */
public final class StatsReader {
    private static final String OTHERS = "(all others)";

    private final DefinitionText definitionText;
    private final EventCursor cursor = new EventCursor();
    private final Map<RecordKind, Long> records = new EnumMap<>(RecordKind.class);
    private final Map<String, Long> types = new HashMap<>();
    private final Map<String, Long> sources = new HashMap<>();
    private final List<InForce> definitions = new ArrayList<>();
    private long events;
    private long duplicates;
    private long refused;
    private long corrections;
    private long firstSequence;
    private long lastSequence;
    private long firstWallMillis;
    private long lastWallMillis;
    private long firstEventMillis = Long.MAX_VALUE;
    private long lastEventMillis = Long.MIN_VALUE;

    public StatsReader(DefinitionText definitionText) {
        this.definitionText = definitionText;
    }

    /** @param journal the folder of the segments */
    public JournalStats read(Path journal) throws IOException {
        try (JournalWalk walk = new JournalWalk(journal)) {
            while (walk.next()) {
                record(walk);
            }
            return new JournalStats(
                    walk.segments(),
                    records,
                    events,
                    duplicates,
                    refused,
                    corrections,
                    firstSequence,
                    lastSequence,
                    firstWallMillis,
                    lastWallMillis,
                    events == 0 ? 0 : firstEventMillis,
                    events == 0 ? 0 : lastEventMillis,
                    sorted(types),
                    sorted(sources),
                    definitions,
                    walk.damages());
        }
    }

    private void record(JournalWalk walk) throws IOException {
        if (firstSequence == 0) {
            firstSequence = walk.sequence();
            firstWallMillis = walk.wallMillis();
        }
        lastSequence = walk.sequence();
        lastWallMillis = walk.wallMillis();
        records.merge(walk.kind(), 1L, Long::sum);
        if (walk.kind() == RecordKind.BATCH) {
            batch(walk.payload());
        } else if (walk.kind() == RecordKind.DEFINITION) {
            definition(walk);
        }
    }

    private void batch(byte[] batch) {
        cursor.wrap(batch);
        duplicates += cursor.duplicates();
        refused += cursor.refusals();
        long[] ofType = new long[cursor.nameLimit()];
        long[] ofSource = new long[cursor.nameLimit()];
        while (cursor.next()) {
            if (Taken.is(cursor)) {
                events++;
                corrections += cursor.corrects() ? 1 : 0;
                ofType[cursor.typeRef()]++;
                ofSource[cursor.sourceRef()]++;
                firstEventMillis = Math.min(firstEventMillis, cursor.timeMillis());
                lastEventMillis = Math.max(lastEventMillis, cursor.timeMillis());
            }
        }
        add(ofType, types);
        add(ofSource, sources);
    }

    private void add(long[] counts, Map<String, Long> totals) {
        for (int ref = EventCursor.FIRST_NAME_REF; ref < counts.length; ref++) {
            if (counts[ref] > 0) {
                String name = cursor.name(ref);
                boolean known = totals.size() < JournalStats.NAMES || totals.containsKey(name);
                totals.merge(known ? name : OTHERS, counts[ref], Long::sum);
            }
        }
    }

    private void definition(JournalWalk walk) throws IOException {
        String version = "";
        String name;
        try {
            Definition definition =
                    DefinitionReader.read(definitionText.of(walk.payload(), walk.length()), "the journal's definition");
            version = definition.version();
            name = definition.name();
        } catch (DefinitionException failure) {
            name = "cannot be read by this version: " + failure.getMessage();
        }
        definitions.add(new InForce(walk.sequence(), walk.wallMillis(), version, name));
    }

    private static List<Counted> sorted(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> new Counted(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Counted::events).reversed().thenComparing(Counted::name))
                .toList();
    }
}
