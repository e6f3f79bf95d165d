package io.polestar.engine.explain;

/**
 * Shares the change of a metric out among the segments of one dimension. Shares and remainder add up to the change.
 *
 * @param shares what each segment contributed
 * @param mix of a ratio: what its share of the denominator contributed; empty otherwise
 * @param rate of a ratio: what its own ratio contributed; empty otherwise. A share is the sum of the two
 * @param remainder what no segment explains: 0 if the segments add up to the metric, what they have in common if not
 */
record SegmentSplit(double[] shares, double[] mix, double[] rate, double remainder) {
    private static final double[] NONE = {};

    /**
     * By each segment's own difference.
     *
     * @param whole the metric's change
     * @param before values of the segments, 0 for those without data
     * @param now the same
     */
    static SegmentSplit byDifference(Change whole, double[] before, double[] now) {
        double[] shares = new double[now.length];
        for (int segment = 0; segment < shares.length; segment++) {
            shares[segment] = now[segment] - before[segment];
        }
        return new SegmentSplit(shares, NONE, NONE, whole.remainder(shares));
    }

    /**
     * By mix and rate. A ratio R is the sum over its segments of w r, their share of the denominator times their own ratio. With bars for the means of
     * before and now, a segment's rate effect is w̄ Δr and its mix effect (r̄ − R̄) Δw: to grow moves the whole only as far as the segment
     * differs from it. A segment that has no denominator on a side has no rate there: what it changed is mix.
     *
     * <p>Worked: visitors 100 → 100 with 80 → 50 of them on the phone, buying at 1/10 both times, the others at 1/2 both times. The ratio rises from
     * 0.18 to 0.30, all of it mix: the phone's (0.1 − 0.24) × −0.3 = 0.042, the others' (0.5 − 0.24) × 0.3 = 0.078.
     *
     * @param whole the ratio's change
     * @param before the ratio before, its segments in order, without data counting 0 over 0
     * @param now the same
     */
    static SegmentSplit byMixAndRate(Change whole, Parts before, Parts now) {
        double[] mix = new double[now.numerators.length];
        double[] rate = new double[mix.length];
        double[] shares = new double[mix.length];
        double meanRatio = (before.ratio() + now.ratio()) / 2;
        for (int segment = 0; segment < shares.length; segment++) {
            double weightBefore = before.denominators[segment] / before.denominator;
            double weightNow = now.denominators[segment] / now.denominator;
            double own = now.numerators[segment] / now.denominator - before.numerators[segment] / before.denominator;
            if (weightBefore != 0 && weightNow != 0) {
                double rates = now.numerators[segment] / now.denominators[segment]
                        - before.numerators[segment] / before.denominators[segment];
                rate[segment] = (weightBefore + weightNow) / 2 * rates;
            }
            mix[segment] = own - rate[segment] - meanRatio * (weightNow - weightBefore);
            shares[segment] = mix[segment] + rate[segment];
        }
        double[] unsettled = shares.clone();
        double remainder = whole.remainder(shares);
        for (int segment = 0; segment < shares.length; segment++) {
            mix[segment] += shares[segment] - unsettled[segment];
        }
        return new SegmentSplit(shares, mix, rate, remainder);
    }

    /**
     * A ratio and its segments.
     *
     * @param numerator of the whole
     * @param denominator of the whole, not 0
     * @param numerators of the segments
     * @param denominators of the segments
     */
    record Parts(double numerator, double denominator, double[] numerators, double[] denominators) {
        double ratio() {
            return numerator / denominator;
        }
    }
}
