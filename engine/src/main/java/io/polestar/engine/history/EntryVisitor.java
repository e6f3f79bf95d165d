package io.polestar.engine.history;

/** Is shown the entries of one series, in no particular order; entries of one step may come in several parts. */
@FunctionalInterface
interface EntryVisitor {
    void entry(long step, long first, long second);
}
