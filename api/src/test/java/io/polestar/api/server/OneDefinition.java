package io.polestar.api.server;

import io.polestar.api.backend.Definitions;
import io.polestar.engine.DefinitionVersion;
import io.polestar.engine.Reconciliation;
import io.polestar.engine.Redefinition;
import io.polestar.engine.backtest.BacktestReport;
import io.polestar.engine.backtest.BacktestRequest;
import io.polestar.engine.tree.Definition;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** A definition that has been in force from the first record on and cannot be changed. */
record OneDefinition(Definition definition, long sinceMillis) implements Definitions {
    @Override
    public List<DefinitionVersion> versions() {
        return List.of(new DefinitionVersion(definition.version(), 1, sinceMillis));
    }

    @Override
    public String text(String version) throws NoSuchFileException {
        if (!version.equals(definition.version())) {
            throw new NoSuchFileException(version);
        }
        return definition.text();
    }

    @Override
    public Redefinition define(Definition next) {
        throw unsupported();
    }

    @Override
    public Redefinition latestChange() {
        throw unsupported();
    }

    @Override
    public Reconciliation reconcile(String metric, String window, Definition first, Definition second) {
        throw unsupported();
    }

    @Override
    public BacktestReport backtest(BacktestRequest request) {
        throw unsupported();
    }

    @Override
    public boolean cancelBacktest() {
        return false;
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("this definition has neither a successor nor a journal");
    }
}
