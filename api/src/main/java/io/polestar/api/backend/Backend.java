package io.polestar.api.backend;

import io.polestar.engine.Acks;
import io.polestar.engine.Operations;
import io.polestar.engine.Readiness;
import io.polestar.engine.Receipt;
import io.polestar.engine.alert.Act;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.explain.Explanations;
import io.polestar.engine.gauge.Anomalies;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.view.Views;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the API needs of an engine: the seam at which tests put an engine that is full, slow or out of disk. */
public interface Backend {
    /** The definition in force. */
    Definition definition();

    /** What changes the definition. */
    Definitions definitions();

    /** How far the recovery is. */
    Readiness readiness();

    /** What can be read; meaningful when {@link #readiness()} says ready. */
    Views views();

    /** What can be asked about the tree; meaningful when {@link #readiness()} says ready. */
    Explanations explanations();

    /** What the past has taught of the metrics; meaningful when {@link #readiness()} says ready. */
    Anomalies anomalies();

    /** An empty batch to fill, null when the engine's bound on bytes is reached. */
    @Nullable
    EventBatch borrowBatch();

    /** Returns a batch that was not appended. */
    void giveBack(EventBatch batch);

    /** Hands a batch to the engine, which then owns it, and waits for the ack. */
    Receipt append(EventBatch batch, Acks acks);

    /** Does what an operator wants about alerts; returns when it is done. */
    Act.Outcome act(Act act);

    /** What operators have said of alerts and what happened when. */
    Operations operations();

    /** Runs the listener on the engine's thread after each publication of new values; it must return at once. */
    void onPublish(Runnable listener);

    /** Waits until the sequence is counted; false when that took longer than the timeout. */
    boolean awaitSequence(long sequence, long timeoutMillis);

    /** Counters and gauges of the engine by name, in an order that stays. */
    Map<String, Double> stats();
}
