package io.polestar.engine.explain;

/** A value before and now, both finite. */
record Change(double before, double now) {
    /** What remains of a change is rounding if it is smaller than this part of what was added up. */
    private static final double ROUNDING = 1e-12;

    double difference() {
        return now - before;
    }

    /** What shares leave of the change. If that is rounding it goes to the largest shares, and nothing is left. */
    double remainder(double[] shares) {
        ExactSum left = new ExactSum().add(difference());
        double scale = Math.abs(before) + Math.abs(now);
        for (double share : shares) {
            left.add(-share);
            scale += Math.abs(share);
        }
        double remainder = left.get();
        if (Math.abs(remainder) > ROUNDING * scale) {
            return remainder;
        }
        ExactSum.settle(shares, difference());
        return 0;
    }
}
