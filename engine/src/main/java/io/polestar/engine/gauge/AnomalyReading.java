package io.polestar.engine.gauge;

import io.polestar.engine.view.Trust;

/**
 * A row of panes with the bands that the past before each had taught.
 *
 * @param metric the metric's id
 * @param window the window that says how long a pane is
 * @param paneMillis how long that is
 * @param falseAlarmsPerMonth what the bands are made for
 * @param times where each pane begins, epoch milliseconds
 * @param values what each brought, or the window's value at its end; NaN where history does not tell
 * @param expected what was expected of each; NaN while nothing was known
 * @param low the lower end of the band; NaN, as is the upper one, while too little was known
 * @param high its upper end
 * @param unusual the places of the panes with which a rule of this sensitivity, for both directions, would have held
 * @param trust how far the values may be trusted
 */
public record AnomalyReading(
        String metric,
        String window,
        long paneMillis,
        double falseAlarmsPerMonth,
        long[] times,
        double[] values,
        double[] expected,
        double[] low,
        double[] high,
        int[] unusual,
        Trust trust) {}
