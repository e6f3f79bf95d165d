package io.polestar.engine.explain;

/** A sum without rounding error but that of the last step (Neumaier 1974). Not for several threads. */
final class ExactSum {
    private static final int MOST_TRIES = 32;

    private double sum;
    private double lost;

    /** Adds a finite number. */
    ExactSum add(double value) {
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
        return this;
    }

    ExactSum addAll(double[] values) {
        for (double value : values) {
            add(value);
        }
        return this;
    }

    double get() {
        return sum + lost;
    }

    /**
     * Makes parts add up to a total that they differ from by rounding only: what is missing goes to the largest part, and what is too small
     * for it to hold to a smaller one.
     */
    static void settle(double[] parts, double total) {
        double missing = missing(parts, total);
        for (int tries = 0; tries < MOST_TRIES && missing != 0; tries++) {
            int part = largestThatHolds(parts, Math.abs(missing));
            if (part < 0) {
                return;
            }
            parts[part] += missing;
            missing = missing(parts, total);
        }
    }

    private static double missing(double[] parts, double total) {
        ExactSum sum = new ExactSum().add(total);
        for (double part : parts) {
            sum.add(-part);
        }
        return sum.get();
    }

    private static int largestThatHolds(double[] parts, double missing) {
        int largest = -1;
        for (int part = 0; part < parts.length; part++) {
            double size = Math.abs(parts[part]);
            if (Math.ulp(size) < 2 * missing && (largest < 0 || size > Math.abs(parts[largest]))) {
                largest = part;
            }
        }
        return largest;
    }
}
