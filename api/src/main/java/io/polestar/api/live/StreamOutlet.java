package io.polestar.api.live;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends over an HTTP response without ever waiting for a slow reader: a message is written, then flushed, each only when
 * the stream says it is ready; the next message may follow when it is ready after the flush.
 *
 * <pre>
 *   IDLE ── send ──▶ WRITE ── ready ──▶ FLUSH ── ready ──▶ IDLE, sent
 *                      ▲ not ready: the container calls back
 * </pre>
 */
final class StreamOutlet implements Outlet, WriteListener {
    private enum Step {
        /** The container has not called yet. */
        STARTING,
        IDLE,
        WRITE,
        FLUSH,
        /** Flushed, and waiting to be ready again. */
        DRAIN,
        CLOSED
    }

    private final ServletOutputStream out;
    private final CompletableFuture<Void> gone;
    private Step step = Step.STARTING;
    private byte @Nullable [] bytes;
    private @Nullable Runnable whenSent;

    StreamOutlet(ServletOutputStream out, CompletableFuture<Void> gone) {
        this.out = out;
        this.gone = gone;
    }

    /** Turns the stream non-blocking. */
    void start() {
        out.setWriteListener(this);
    }

    @Override
    public void send(Update.Outgoing message, Runnable sent) {
        synchronized (this) {
            if (step == Step.CLOSED) {
                return;
            }
            bytes = message.event();
            whenSent = sent;
            if (step == Step.STARTING) {
                return;
            }
            step = Step.WRITE;
        }
        advance();
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            if (step == Step.STARTING) {
                step = bytes == null ? Step.IDLE : Step.WRITE;
            }
        }
        advance();
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    @Override
    public void close(int status, String reason) {
        end();
    }

    private void advance() {
        Runnable done = null;
        boolean failed = false;
        synchronized (this) {
            try {
                while (done == null && step != Step.IDLE && step != Step.CLOSED && out.isReady()) {
                    done = next();
                }
            } catch (IOException e) {
                failed = true;
            }
        }
        if (failed) {
            end();
        } else if (done != null) {
            done.run();
        }
    }

    /** One step with the stream ready; the callback once the message is out. Under the lock. */
    private @Nullable Runnable next() throws IOException {
        byte[] message = bytes;
        if (step == Step.WRITE && message != null) {
            step = Step.FLUSH;
            out.write(message);
            return null;
        }
        if (step == Step.FLUSH) {
            step = Step.DRAIN;
            out.flush();
            return null;
        }
        step = Step.IDLE;
        bytes = null;
        Runnable done = whenSent;
        whenSent = null;
        return done;
    }

    private void end() {
        synchronized (this) {
            step = Step.CLOSED;
            bytes = null;
            whenSent = null;
        }
        gone.complete(null);
    }
}
