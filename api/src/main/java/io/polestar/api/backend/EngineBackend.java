package io.polestar.api.backend;

import io.polestar.engine.Acks;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineStats;
import io.polestar.engine.Operations;
import io.polestar.engine.Readiness;
import io.polestar.engine.Receipt;
import io.polestar.engine.alert.Act;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.explain.Explanations;
import io.polestar.engine.gauge.Anomalies;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.view.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real engine. */
public final class EngineBackend implements Backend {
    private static final RecordComponent[] COUNTERS = EngineStats.class.getRecordComponents();

    private final Engine engine;

    /** The API's view of that engine, which stays the caller's to close. */
    public EngineBackend(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Definition definition() {
        return engine.definition();
    }

    @Override
    public Definitions definitions() {
        return new EngineDefinitions(engine);
    }

    @Override
    public Readiness readiness() {
        return engine.readiness();
    }

    @Override
    public Views views() {
        return engine.views();
    }

    @Override
    public Explanations explanations() {
        return engine.explanations();
    }

    @Override
    public Anomalies anomalies() {
        return engine.anomalies();
    }

    @Override
    public @Nullable EventBatch borrowBatch() {
        return engine.borrowBatch();
    }

    @Override
    public void giveBack(EventBatch batch) {
        engine.giveBack(batch);
    }

    @Override
    public Receipt append(EventBatch batch, Acks acks) {
        return engine.append(batch, acks);
    }

    @Override
    public Act.Outcome act(Act act) {
        try {
            return engine.act(act);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an act was being journalled", e);
        }
    }

    @Override
    public Operations operations() {
        return engine.operations();
    }

    @Override
    public void onPublish(Runnable listener) {
        engine.onPublish(listener);
    }

    @Override
    public boolean awaitSequence(long sequence, long timeoutMillis) {
        try {
            return engine.awaitSequence(sequence, timeoutMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Map<String, Double> stats() {
        Map<String, Double> stats = new LinkedHashMap<>();
        if (engine.readiness().isReady()) {
            EngineStats now = engine.stats();
            for (RecordComponent counter : COUNTERS) {
                stats.put(counter.getName(), value(counter, now));
            }
        }
        return stats;
    }

    private static double value(RecordComponent counter, EngineStats stats) {
        try {
            return ((Number) counter.getAccessor().invoke(stats)).doubleValue();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a public record's accessors are public", e);
        }
    }
}
