package io.polestar.bench.report;

import io.polestar.bench.figure.Chart;
import io.polestar.bench.figure.Curve;
import io.polestar.bench.figure.Distribution;
import io.polestar.bench.figure.Figure;
import io.polestar.bench.figure.PercentileFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes a report: {@code report.md}, and beside it a plot and a histogram log for each section that has distributions or curves. */
final class Page {
    private final Path directory;
    private final List<Section> sections;
    private final StringBuilder text = new StringBuilder();

    Page(Path directory, List<Section> sections) {
        this.directory = directory;
        this.sections = List.copyOf(sections);
    }

    /** The page's text, which is in {@code report.md} too. */
    String write(String profile, Map<String, String> machine) throws IOException {
        Files.createDirectories(directory);
        line("# Polestar measured");
        line("");
        line(
                "`bin/polestar bench --%s report`. Every figure is the median of its runs with their range; one whose counts were not"
                        + " exactly what was sent is void.",
                profile);
        line("");
        table("", "");
        machine.forEach((name, value) -> line("| %s | %s |", name, value));
        goals();
        limits();
        for (int number = 0; number < sections.size(); number++) {
            section(sections.get(number), "plot-" + (number + 1));
        }
        Files.writeString(directory.resolve("report.md"), text);
        return text.toString();
    }

    private void goals() {
        line("");
        line("## What it must reach");
        line("");
        table("Work", "At least", "Aim", "Measured", "");
        for (Goal goal : Goal.ALL) {
            Optional<Figure> measured = figure(goal.figure());
            line(
                    "| %s | %s | %s | %s | %s |",
                    goal.work(),
                    measured.map(found -> found.unit().text(goal.atLeast())).orElse(plain(goal.atLeast())),
                    measured.map(found -> found.unit().text(goal.aim())).orElse(plain(goal.aim())),
                    measured.map(Figure::text).orElse("–"),
                    goal.mark(measured));
        }
    }

    private void limits() {
        line("");
        line("## What it stands against");
        line("");
        table("Work", "Limit of this machine", "It would allow", "Reached");
        for (Goal goal : Goal.ALL) {
            Goal.Limit limit = goal.limit();
            Optional<Figure> measured = figure(goal.figure()).filter(found -> !found.isVoid());
            Optional<Figure> bound = limit == null ? Optional.empty() : figure(limit.figure());
            if (limit != null && measured.isPresent() && bound.isPresent()) {
                Figure found = measured.get();
                double allowed = limit.inGoalsUnit().applyAsDouble(bound.get().median());
                double share = found.unit().moreIsBetter() ? found.median() / allowed : allowed / found.median();
                line(
                        "| %s | %s: %s | %s | %.0f %% |",
                        goal.work(),
                        limit.words(),
                        bound.get().text(),
                        found.unit().text(allowed),
                        100 * share);
            }
        }
    }

    private void section(Section section, String plot) throws IOException {
        line("");
        line("## %s", section.title());
        if (section.failure() != null) {
            line("");
            line("**Void:** %s", section.failure());
        }
        figures(section);
        distributions(section.findings().distributions(), plot);
        curves(section.findings().curves(), plot);
        for (String remark : section.findings().remarks()) {
            line("");
            line("%s", remark);
        }
    }

    private void figures(Section section) {
        List<Figure> alone = section.findings().figures().stream()
                .filter(figure -> section.findings().distributions().stream()
                        .noneMatch(distribution -> figure.id().startsWith(distribution.id() + ".")))
                .toList();
        if (!alone.isEmpty()) {
            line("");
            table("", "median", "range");
            alone.forEach(figure -> line(
                    "| %s | %s | %s |",
                    figure.title(),
                    figure.isVoid() ? figure.text() : figure.unit().text(figure.median()),
                    figure.isVoid()
                            ? ""
                            : figure.unit().number(figure.least()) + " to "
                                    + figure.unit().number(figure.most())));
        }
    }

    private void distributions(List<Distribution> distributions, String plot) throws IOException {
        if (distributions.isEmpty()) {
            return;
        }
        line("");
        table("milliseconds, all runs together", "p50", "p90", "p99", "p99.9", "p99.99", "max", "samples");
        for (Distribution distribution : distributions) {
            StringBuilder row = new StringBuilder("| " + distribution.title());
            for (double percentile : Distribution.PERCENTILES) {
                row.append(String.format(Locale.ROOT, " | %.2f", distribution.millis(percentile)));
            }
            line("%s | %,d |", row, distribution.whole().getTotalCount());
        }
        new PercentileFiles(directory).write(plot, distributions);
        line("");
        line("![Latency by percentile](%s.svg) ([histograms](%s.hlog))", plot, plot);
    }

    private void curves(List<Curve> curves, String plot) throws IOException {
        for (int number = 0; number < curves.size(); number++) {
            Curve curve = curves.get(number);
            line("");
            table(curve.x(), curve.title());
            curve.points()
                    .forEach(point ->
                            line("| %,.0f | %s |", point.x(), point.figure().text()));
            String name = plot + "-" + (number + 1) + ".svg";
            List<Chart.Point> points = curve.points().stream()
                    .map(point -> new Chart.Point(
                            point.x(), Math.max(1e-3, point.figure().median())))
                    .toList();
            Chart chart = new Chart(
                    curve.title(),
                    new Chart.Axis(curve.x(), Chart::plain),
                    new Chart.Axis(curve.title(), Chart::plain),
                    List.of(new Chart.Line(curve.title(), points)));
            Files.writeString(directory.resolve(name), chart.svg());
            line("");
            line("![%s by %s](%s)", curve.title(), curve.x(), name);
        }
    }

    /** The last section knows what the others found, too. */
    private Optional<Figure> figure(String id) {
        return sections.isEmpty()
                ? Optional.empty()
                : sections.get(sections.size() - 1).findings().figure(id);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", value) : Double.toString(value);
    }

    private void table(String... heads) {
        line("| %s |", String.join(" | ", heads));
        line("|%s", " --- |".repeat(heads.length));
    }

    private void line(String format, Object... arguments) {
        text.append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments))
                .append('\n');
    }
}
