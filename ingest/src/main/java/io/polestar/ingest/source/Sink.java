package io.polestar.ingest.source;

import java.io.IOException;

/** Where an import sends its events: a server or an engine in this process. Used by one thread. */
public interface Sink extends AutoCloseable {

    /** The target as a person would name it: an address or a directory. */
    String target();

    /**
     * Sends a batch and returns when it is acknowledged, that is, journalled. Waits while the target has no room.
     *
     * @throws IOException if the target cannot be reached, or refuses the batch as a whole; the batch may have been
     *     journalled, and sending it again is harmless because its events have ids
     */
    Ack send(EventLines lines) throws IOException, InterruptedException;

    /** Returns when values read from the target contain the sequence. */
    void awaitCounted(long sequence) throws IOException, InterruptedException;

    /** The newest sequence that the target holds; an import that continues checks it against the one it remembers. */
    long sequence() throws IOException, InterruptedException;

    @Override
    void close();
}
