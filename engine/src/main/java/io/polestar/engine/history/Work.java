package io.polestar.engine.history;

import java.util.concurrent.CompletableFuture;

/** What the keeper's thread is handed, in the order it was handed over. */
sealed interface Work permits HistoryRow, Work.Order {

    /** Anything but a row. */
    sealed interface Order extends Work {}

    /** Make all rows before this one durable under a sequence. */
    record Checkpoint(long sequence, CompletableFuture<Void> done) implements Order {}

    /** Give up the checkpoints before a sequence. */
    record Forget(long sequence) implements Order {}

    /** Say when all rows before this one are applied. */
    record Barrier(CompletableFuture<Void> done) implements Order {}

    /** Put all rows before this one into files and lend them to whoever takes them over. */
    record HandOver(CompletableFuture<Holdings> done) implements Order {}

    /** Let what another keeper hands over be part of this one, and forget some series. */
    record TakeOver(
            CompletableFuture<Holdings> other, int seriesOffset, SeriesSet forgotten, CompletableFuture<Void> done)
            implements Order {}

    /** The last work of all. */
    record Stop() implements Order {}
}
