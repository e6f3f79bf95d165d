package io.polestar.api.backend;

import io.polestar.engine.DefinitionVersion;
import io.polestar.engine.Engine;
import io.polestar.engine.Reconciliation;
import io.polestar.engine.Redefinition;
import io.polestar.engine.backtest.BacktestReport;
import io.polestar.engine.backtest.BacktestRequest;
import io.polestar.engine.tree.Definition;
import java.io.IOException;
import java.util.List;

/**
 * The definitions of a real engine.
 *
 * @param engine stays the caller's to close
 */
record EngineDefinitions(Engine engine) implements Definitions {
    @Override
    public Redefinition define(Definition next) {
        return engine.define(next);
    }

    @Override
    public Redefinition latestChange() {
        return engine.redefinition();
    }

    @Override
    public List<DefinitionVersion> versions() throws IOException {
        return engine.definitionVersions();
    }

    @Override
    public String text(String version) throws IOException {
        return engine.definitionText(version);
    }

    @Override
    public Reconciliation reconcile(String metric, String window, Definition first, Definition second)
            throws IOException {
        return engine.reconcile(metric, window, first, second);
    }

    @Override
    public BacktestReport backtest(BacktestRequest request) throws IOException {
        return engine.backtest(request);
    }

    @Override
    public boolean cancelBacktest() {
        return engine.cancelBacktest();
    }
}
