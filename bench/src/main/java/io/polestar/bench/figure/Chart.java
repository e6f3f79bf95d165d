package io.polestar.bench.figure;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** Lines over two logarithmic axes, as one SVG picture without outside parts. */
public record Chart(String title, Axis x, Axis y, List<Line> lines) {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final int LEGEND_STEP = 18;
    private static final List<String> COLOURS =
            List.of("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf");

    public Chart {
        lines = List.copyOf(lines);
    }

    /** One of the two directions; {@code label} names a power of ten. */
    public record Axis(String name, DoubleFunction<String> label) {}

    /** What is drawn in one colour. */
    public record Line(String name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /** Both coordinates are positive. */
    public record Point(double x, double y) {}

    /** A number as a person writes it: {@code 0.01}, {@code 10}, {@code 100,000}. */
    public static String plain(double value) {
        return value >= 1
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3g", value).replaceAll("0+$", "");
    }

    public String svg() {
        Scale across = scale(Point::x, LEFT, WIDTH - RIGHT);
        Scale up = scale(Point::y, HEIGHT - BOTTOM, TOP);
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH,
                HEIGHT);
        line(svg, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
        line(svg, "<text x=\"%d\" y=\"20\" font-size=\"15\">%s</text>", LEFT, escaped(title));
        grid(svg, across, up);
        for (int index = 0; index < lines.size(); index++) {
            draw(
                    svg,
                    lines.get(index),
                    COLOURS.get(index % COLOURS.size()),
                    TOP + 14 + index * LEGEND_STEP,
                    across,
                    up);
        }
        return svg.append("</svg>\n").toString();
    }

    private Scale scale(ToDoubleFunction<Point> coordinate, int from, int to) {
        double least = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(coordinate)
                .min()
                .orElse(1);
        double most = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(coordinate)
                .max()
                .orElse(10);
        int low = (int) Math.floor(Math.log10(least) + 1e-9);
        int high = Math.max(low + 1, (int) Math.ceil(Math.log10(most) - 1e-9));
        return new Scale(low, high, from, to);
    }

    /** From powers of ten to places in the picture. */
    private record Scale(int low, int high, int from, int to) {
        double at(double value) {
            return from + (Math.log10(value) - low) / (high - low) * (to - from);
        }
    }

    private void grid(StringBuilder svg, Scale across, Scale up) {
        for (int power = across.low(); power <= across.high(); power++) {
            double at = across.at(Math.pow(10, power));
            line(
                    svg,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#ddd\"/>",
                    at,
                    TOP,
                    at,
                    HEIGHT - BOTTOM);
            line(
                    svg,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    at,
                    HEIGHT - BOTTOM + 16,
                    escaped(x.label().apply(Math.pow(10, power))));
        }
        for (int power = up.low(); power <= up.high(); power++) {
            double at = up.at(Math.pow(10, power));
            line(
                    svg,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>",
                    LEFT,
                    at,
                    WIDTH - RIGHT,
                    at);
            line(
                    svg,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 6,
                    at + 4,
                    escaped(y.label().apply(Math.pow(10, power))));
        }
        line(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 12,
                escaped(x.name()));
        line(
                svg,
                "<text transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                (TOP + HEIGHT - BOTTOM) / 2,
                escaped(y.name()));
    }

    private static void draw(StringBuilder svg, Line drawn, String colour, int legendY, Scale across, Scale up) {
        StringBuilder points = new StringBuilder();
        for (Point point : drawn.points()) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", across.at(point.x()), up.at(point.y())));
        }
        line(
                svg,
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>",
                colour,
                points.toString().strip());
        line(svg, "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>", LEFT + 10, legendY, colour, escaped(drawn.name()));
    }

    private static void line(StringBuilder svg, String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
