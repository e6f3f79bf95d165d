package io.polestar.api.channel.outgoing;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts off calls that take too long, whatever they are at: a socket's own timeout ends neither a write nor an answer that drips. */
final class Deadlines implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "polestar-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    Deadlines() {
        watch.setRemoveOnCancelPolicy(true);
    }

    /** Closes what a call holds unless the future is cancelled in time. */
    Future<?> closeAfter(long millis, Closeable call) {
        return watch.schedule(() -> cut(call), millis, TimeUnit.MILLISECONDS);
    }

    private static void cut(Closeable call) {
        try {
            call.close();
        } catch (IOException e) {
            LOG.debug("a call that took too long did not close", e);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
