package io.polestar.bench.peer;

/** Counts the stream of {@link Orders} in its own way. Found by {@link java.util.ServiceLoader}. */
public interface Peer extends AutoCloseable {
    /** Under which it is reported. */
    String name();

    /** What it did for an event and how it was configured, in a sentence. */
    String work();

    /** Events for one that takes this many: fewer for a slow one, so that a run ends. */
    default int events(int usual) {
        return usual;
    }

    /** Gets ready what all runs share. */
    default void open() {}

    /** Counts a whole stream from nothing and answers what stands in its last minute. */
    Answers count(Orders orders) throws Exception;

    @Override
    default void close() {}
}
