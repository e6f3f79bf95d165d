package io.polestar.bench.micro;

import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.FormulaException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does a formula cost at each tick, short, and of as many inputs as a north star may have? Run with
 * {@code bin/polestar bench jmh -prof gc Formula}.
 */
public class FormulaBenchmark extends NanosAnOperation {
    @Param({
        "a / b",
        "coalesce(a / b, 0) + min(a, b, 3) * -abs(a - 2.5) / max(b, 1)",
        "a + b + c + d + e + f + g + h + i + j"
    })
    private String text = "a / b";

    private Formula.Bound formula = slots -> 0;
    private final double[] values = {1.5, 4, 3, 7, 11, 13, 17, 19, 23, 29};
    private final Formula.Values slots = slot -> values[slot];

    @Setup
    public void bind() throws FormulaException {
        Formula parsed = Formula.parse(text);
        formula = parsed.bind(parsed.variables()::indexOf);
    }

    @Benchmark
    public double tick() {
        return formula.evaluate(slots);
    }
}
