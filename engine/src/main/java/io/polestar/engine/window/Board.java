package io.polestar.engine.window;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * What readers see: two faces, written in turn. A reader reads the face published last; the writer meanwhile writes the
 * other. Only when the writer has come round to the reader's face before it was done does the reader start again, so
 * it always returns values of one sequence, takes no lock, and the writer never waits.
 *
 * <pre>
 * writer   face 0: seq 7 ──────────────  seq 9 …
 *          face 1:      seq 8 ─────────
 * reader               [reads face 0]  fine: seq 9 had not begun when it ended
 * </pre>
 *
 * A reader that had to start again three times asks for patience: the writer then leaves out publications for up to
 * {@value #PATIENCE_MILLIS} ms (it goes on counting), so that long readings end too.
 */
public final class Board {
    private static final int PATIENCE_MILLIS = 20;
    private static final int TRIES_BEFORE_ASKING = 3;
    private static final int CELLS_PER_MILLI = 1000;

    private final Face[] faces;
    private final AtomicInteger asking = new AtomicInteger();
    private volatile long writing;
    private volatile long published;
    private long publishedAtMillis;

    /** @param windows what is to be published */
    public Board(Windows windows) {
        this.faces = new Face[] {new Face(windows), new Face(windows)};
    }

    /**
     * Publishes if it is time to: at most once a millisecond, and more rarely the more cells have changed, so that
     * publishing takes a bounded share of the writer's time. Writer only.
     *
     * @param wallMillis wall clock of the last record
     * @param atTick whether that was a tick: a pause in which to publish whatever is left
     * @return whether it published
     */
    public boolean publishIfDue(long sequence, long wallMillis, long eventWallMillis, boolean atTick) {
        long sinceLast = wallMillis - publishedAtMillis;
        Face next = faces[(int) (published + 1) & 1];
        boolean tooSoon = !atTick && sinceLast < 1 + next.changedCells() / CELLS_PER_MILLI;
        if (tooSoon || (asking.get() > 0 && sinceLast < PATIENCE_MILLIS)) {
            return false;
        }
        publish(sequence, wallMillis, eventWallMillis);
        return true;
    }

    /** Publishes now. Writer only. */
    public void publish(long sequence, long wallMillis, long eventWallMillis) {
        long next = published + 1;
        Face face = faces[(int) next & 1];
        Face other = faces[(int) (next + 1) & 1];
        writing = next;
        VarHandle.fullFence();
        face.noteChanges(other);
        face.update(sequence, eventWallMillis);
        face.publishTables(wallMillis, false);
        published = next;
        publishedAtMillis = wallMillis;
    }

    /** Publishes what stores have put off, as nothing has come for a while: a stream clock may stand still for ever. Writer only. */
    public void publishPutOff() {
        faces[(int) published & 1].publishTables(publishedAtMillis, true);
    }

    /**
     * Applies a reader to the newest face; it may be called several times and must keep nothing of the face. Any thread.
     */
    public <T> T read(Function<Face, T> reader) {
        boolean asked = false;
        try {
            for (int tries = 1; ; tries++) {
                long seen = published;
                Face face = faces[(int) seen & 1];
                try {
                    T result = reader.apply(face);
                    if (stillValid(seen)) {
                        return result;
                    }
                } catch (RuntimeException failure) {
                    if (stillValid(seen)) {
                        throw failure;
                    }
                }
                if (tries == TRIES_BEFORE_ASKING) {
                    asked = true;
                    asking.incrementAndGet();
                }
                Thread.onSpinWait();
            }
        } finally {
            if (asked) {
                asking.decrementAndGet();
            }
        }
    }

    private boolean stillValid(long seen) {
        VarHandle.acquireFence();
        return writing <= seen + 1;
    }

    /** Sequence of the newest publication. */
    public long sequence() {
        return read(Face::sequence);
    }
}
