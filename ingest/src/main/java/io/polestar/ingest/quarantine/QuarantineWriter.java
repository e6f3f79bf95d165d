package io.polestar.ingest.quarantine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes the quarantine's changes to its file on a thread of its own, at most every {@value #PAUSE_MILLIS} ms. Changes that wait are
 * bounded: beyond {@value #MAX_WAITING} changes or as many bytes as the quarantine may hold, the file is written anew instead, as it
 * is after a write that failed.
 */
final class QuarantineWriter implements AutoCloseable {
    private static final int MAX_WAITING = 20_000;
    private static final long PAUSE_MILLIS = 200;
    private static final long CLOSE_MILLIS = 10_000;

    private final QuarantineFile file;
    private final long maxWaitingBytes;
    private final Consumer<IOException> failed;
    private long waitingBytes;
    private List<QuarantinedEvent> added = new ArrayList<>();
    private List<Long> removed = new ArrayList<>();
    private boolean anew;
    private boolean closed;
    private long failures;
    private Thread thread = new Thread();

    QuarantineWriter(QuarantineFile file, long maxWaitingBytes, Consumer<IOException> failed) {
        this.file = file;
        this.maxWaitingBytes = maxWaitingBytes;
        this.failed = failed;
    }

    /** @param all gives everything that is to be in the file */
    void start(Supplier<QuarantineFile.Content> all) {
        thread = new Thread(() -> run(all), "polestar-quarantine");
        thread.setDaemon(true);
        thread.start();
    }

    /** Has changes written soon. */
    synchronized void changed(Collection<QuarantinedEvent> in, Collection<Long> out) {
        waitingBytes += in.stream().mapToLong(QuarantinedEvent::bytes).sum();
        if (added.size() + removed.size() + in.size() + out.size() > MAX_WAITING || waitingBytes > maxWaitingBytes) {
            anew = true;
            added.clear();
            removed.clear();
        } else if (!anew) {
            added.addAll(in);
            removed.addAll(out);
        }
        notifyAll();
    }

    /** What was waiting, taken to be written. */
    private record Work(List<QuarantinedEvent> added, List<Long> removed, boolean anew, boolean last) {}

    private synchronized Work take() throws InterruptedException {
        while (!closed && !anew && added.isEmpty() && removed.isEmpty()) {
            wait();
        }
        Work work = new Work(added, removed, anew, closed);
        added = new ArrayList<>();
        removed = new ArrayList<>();
        anew = false;
        waitingBytes = 0;
        return work;
    }

    private void run(Supplier<QuarantineFile.Content> all) {
        try (file) {
            boolean last = false;
            while (!last) {
                Work work = take();
                last = work.last;
                write(work, all);
                pause();
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            failed(failure);
        }
    }

    private void write(Work work, Supplier<QuarantineFile.Content> all) {
        try {
            if (work.anew) {
                file.rewrite(all.get());
            } else if (!work.added.isEmpty() || !work.removed.isEmpty()) {
                file.append(work.added, work.removed);
                if (file.shouldBeRewritten()) {
                    file.rewrite(all.get());
                }
            }
        } catch (IOException failure) {
            failed(failure);
        }
    }

    private void failed(IOException failure) {
        synchronized (this) {
            failures++;
            anew = true;
        }
        failed.accept(failure);
    }

    private synchronized void pause() throws InterruptedException {
        if (!closed) {
            wait(PAUSE_MILLIS);
        }
    }

    /** Writes that failed. */
    synchronized long failures() {
        return failures;
    }

    /** Writes what waits and ends the thread. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
