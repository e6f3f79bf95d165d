package io.polestar.bench.figure;

import java.util.List;

/**
 * How one quantity grows with another.
 *
 * @param x what was varied
 * @param points what it was, with the figure measured there
 */
public record Curve(String id, String title, String x, List<Point> points) {
    public Curve {
        points = List.copyOf(points);
    }

    /** One measurement of a curve. */
    public record Point(double x, Figure figure) {}
}
