package io.polestar.api.backend;

import io.polestar.engine.DefinitionVersion;
import io.polestar.engine.Reconciliation;
import io.polestar.engine.Redefinition;
import io.polestar.engine.backtest.BacktestReport;
import io.polestar.engine.backtest.BacktestRequest;
import io.polestar.engine.tree.Definition;
import java.io.IOException;
import java.util.List;

/** What the API needs to change the definition and to compare what has been in force. */
public interface Definitions {
    /**
     * Begins to put another definition in force.
     *
     * @throws IllegalStateException while another change is under way
     */
    Redefinition define(Definition next);

    /** How far the latest change is. */
    Redefinition latestChange();

    /** Every definition that has been in force, oldest first. */
    List<DefinitionVersion> versions() throws IOException;

    /**
     * The text of one of them.
     *
     * @throws java.nio.file.NoSuchFileException when it is not kept
     */
    String text(String version) throws IOException;

    /**
     * Counts a metric under two definitions side by side; takes as long as reading the journal twice.
     *
     * @throws IllegalArgumentException when one of them has no such metric, or the metric no such window
     */
    Reconciliation reconcile(String metric, String window, Definition first, Definition second) throws IOException;

    /**
     * Says what would have come of a rule; takes as long as reading the journal.
     *
     * @throws IllegalStateException while another one runs
     * @throws java.util.concurrent.CancellationException when it was ended
     */
    BacktestReport backtest(BacktestRequest request) throws IOException;

    /** Ends the backtest that runs, soon; false when none does. */
    boolean cancelBacktest();
}
