package io.polestar.bench.figure;

/** One round after another: the first ones warm the code up and count nothing. */
public final class Rounds {
    private Rounds() {}

    /** One round; gives what it measured. */
    @FunctionalInterface
    public interface Round {
        double run() throws Exception;
    }

    /** What the counted rounds gave. */
    public static double[] of(int warmUps, int runs, Round round) throws Exception {
        for (int warmUp = 0; warmUp < warmUps; warmUp++) {
            round.run();
        }
        double[] measured = new double[runs];
        for (int run = 0; run < runs; run++) {
            measured[run] = round.run();
        }
        return measured;
    }
}
