package io.polestar.engine.gauge;

import io.polestar.engine.view.PastPanes;
import io.polestar.engine.window.Catalog;

/** What is known by now of the past, for whoever learns from it. One thread. */
interface Hindsight {
    Catalog catalog();

    /** First moment anything is known of; 0 for none. */
    long sinceMillis();

    /** The step in which a moment of the past is still told apart. */
    long pastStepMillis(long momentMillis);

    /** What metrics were over consecutive stretches of the past. */
    PastPanes panes(int window, long fromMillis, long stepMillis, int count);

    /** What is known by now of a metric over the window that ended at a moment; NaN for nothing. */
    double then(int metric, Cut cut, int place, long momentMillis);
}
