package io.polestar.engine.gauge;

import io.polestar.engine.tree.Level.Side;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An anomaly from its news to its end. A detector tells it once; it lasts until values have come back more than half way, three at a time: as far
 * as they stray, in shares of what is expected (in usual deviations where that is more), against the farthest they strayed. So it does not end because the detector gets used to it,
 * nor because night falls and there is less to stray by; a change that stays ends when the seasons have learnt it.
 */
final class Excursion {
    private static final double PACE = 1.0 / 3;
    private static final double BACK = 0.5;

    /** How far values strayed at the farthest, below 0 for too low; 0 while there is no anomaly. */
    private double farthest;
    /** How far the latest values stray, as an average that forgets. */
    private double latest;
    /** The greatest score of its news. */
    private double score;

    void observe(double value, Detector detector, Side side, double alertScore) {
        double scale = Math.max(Math.abs(detector.expected()), detector.deviation());
        double strayed = scale > 0 ? (value - detector.expected()) / scale : 0;
        latest += PACE * (strayed - latest);
        if (detector.score() >= alertScore && counts(side, detector.isBelow())) {
            double direction = detector.isBelow() ? -1 : 1;
            double least = scale > 0 ? detector.deviation() / scale : 0;
            double far =
                    Math.max(Math.max(direction * strayed, direction * latest), Math.max(least, Double.MIN_NORMAL));
            boolean same = farthest * direction > 0;
            farthest = direction * (same ? Math.max(far, direction * farthest) : far);
            score = same ? Math.max(score, detector.score()) : detector.score();
            latest = direction * far;
        } else if (farthest != 0 && latest / farthest <= BACK) {
            farthest = 0;
            score = 0;
        }
    }

    private static boolean counts(Side side, boolean below) {
        return switch (side) {
            case ABOVE -> !below;
            case BELOW -> below;
            default -> true;
        };
    }

    /** Whether it lasts, and was news enough. */
    boolean lasts(double alertScore) {
        return farthest != 0 && score >= alertScore;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeDouble(farthest);
        out.writeDouble(latest);
        out.writeDouble(score);
    }

    void readFrom(DataInput in) throws IOException {
        farthest = in.readDouble();
        latest = in.readDouble();
        score = in.readDouble();
    }
}
