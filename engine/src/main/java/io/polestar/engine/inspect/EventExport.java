package io.polestar.engine.inspect;

import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.EventJson;
import io.polestar.engine.journal.JournalWalk;
import io.polestar.engine.journal.RecordKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Writes the events of a journal as NDJSON, in their order, as clients send them: importing it into an empty directory gives the same values.
 * Corrections are among them as events; what was dropped is not. One thread; to be used once.
 */
public final class EventExport {
    private final long fromMillis;
    private final long untilMillis;
    private final EventCursor cursor = new EventCursor();
    private final EventJson json = new EventJson();
    private long events;
    private long outside;
    private long leftOut;

    /**
     * @param fromMillis oldest event time that is exported
     * @param untilMillis first event time that is not
     */
    public EventExport(long fromMillis, long untilMillis) {
        this.fromMillis = fromMillis;
        this.untilMillis = untilMillis;
    }

    /**
     * Exports.
     *
     * @param journal the folder of the segments
     * @param out flushed and left open
     */
    public ExportResult write(Path journal, OutputStream out) throws IOException {
        long last = 0;
        try (JournalWalk walk = new JournalWalk(journal)) {
            while (walk.next()) {
                last = walk.sequence();
                if (walk.kind() == RecordKind.BATCH) {
                    batch(walk.payload(), out);
                }
            }
            out.flush();
            return new ExportResult(events, outside, leftOut, last, walk.damages());
        }
    }

    private void batch(byte[] batch, OutputStream out) throws IOException {
        cursor.wrap(batch);
        while (cursor.next()) {
            if (cursor.dropped()) {
                leftOut++;
            } else if (Taken.is(cursor)) {
                event(out);
            }
        }
    }

    private void event(OutputStream out) throws IOException {
        if (cursor.timeMillis() < fromMillis || cursor.timeMillis() >= untilMillis) {
            outside++;
            return;
        }
        json.write(cursor);
        out.write(json.bytes(), 0, json.length());
        out.write('\n');
        events++;
    }
}
