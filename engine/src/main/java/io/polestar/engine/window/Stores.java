package io.polestar.engine.window;

import io.polestar.engine.tree.Kind;

/** Makes the store that each kind of metric gathers in. */
final class Stores {
    private Stores() {}

    /** @param gathered one of the kinds that read events */
    static Store of(Kind gathered, StoreSetting setting) {
        if (gathered instanceof Kind.Distinct) {
            return new DistinctStore(setting);
        }
        if (gathered instanceof Kind.Repeat repeat) {
            return new RepeatStore(repeat, setting);
        }
        if (gathered instanceof Kind.Conversion conversion) {
            return new ConversionStore(conversion, setting);
        }
        if (gathered instanceof Kind.Session session) {
            return new SessionStore(session, setting);
        }
        if (gathered instanceof Kind.Gauge || gathered instanceof Kind.Cumulative) {
            return new LevelStore(setting);
        }
        if (gathered instanceof Kind.Count || gathered instanceof Kind.Sum || gathered instanceof Kind.Average) {
            return new AdditiveStore(setting);
        }
        if (gathered instanceof Kind.Min) {
            return new ExtremeStore(setting, ExtremeStore.Of.LEAST);
        }
        if (gathered instanceof Kind.Max) {
            return new ExtremeStore(setting, ExtremeStore.Of.GREATEST);
        }
        if (gathered instanceof Kind.Quantile quantile) {
            return new QuantileStore(quantile.quantile(), quantile.per() != null, setting);
        }
        if (gathered instanceof Kind.Retention retention) {
            return new RetentionStore(retention.cohort(), retention.after(), setting);
        }
        if (gathered instanceof Kind.Last) {
            return new ExtremeStore(setting, ExtremeStore.Of.NEWEST);
        }
        throw new IllegalArgumentException("no store for kind " + gathered.word());
    }
}
