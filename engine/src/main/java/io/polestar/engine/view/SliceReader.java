package io.polestar.engine.view;

import io.polestar.engine.tree.Comparison;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Face;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Reads slices of metrics: their present from the board, their past from history. Safe from any thread. */
final class SliceReader {
    private static final String OTHERS = "other";

    private final Catalog catalog;
    private final Board board;
    private final Past past;
    private final TrustReader trust;
    private final EarlierMemory memory;

    SliceReader(Catalog catalog, Board board, Past past, TrustReader trust, EarlierMemory memory) {
        this.catalog = catalog;
        this.board = board;
        this.past = past;
        this.trust = trust;
        this.memory = memory;
    }

    /** What the board holds of a cut. */
    private record Present(
            Span span,
            boolean known,
            double value,
            @Nullable StepsReading steps,
            Parts parts,
            Trust trust) {}

    MetricReading metric(String id, String window, Slice slice, @Nullable Comparison against) {
        Cut cut = Cut.of(catalog, id, window, slice);
        Present now = board.read(face -> present(face, cut));
        Past.Moment then = against == null
                ? null
                : past.before(cut.window(), now.span, now.trust.sinceMillis(), cut.segments(), against);
        return new MetricReading(
                id,
                window,
                now.span,
                slice,
                now.known,
                now.value,
                then == null ? null : then.previous(cut.metric(), cut.dimension(), cut.segment()),
                now.steps,
                segments(cut, now.parts, then),
                now.trust);
    }

    private Present present(Face face, Cut cut) {
        Trust read = trust.read(face);
        Span span =
                face.clockMillis() == Long.MIN_VALUE ? new Span(0, 0) : past.covered(cut.window(), face.clockMillis());
        SliceValues values = new SliceValues(
                catalog, cut, face, without -> new EarlierValues(past, span, read.sinceMillis(), without, memory));
        Parts parts = Parts.of(catalog, cut, values);
        return new Present(
                span,
                cut.known(catalog),
                values.whole(),
                values.steps(span.toMillis()),
                parts,
                read.withError(values.error(parts)));
    }

    private static List<SegmentReading> segments(Cut cut, Parts parts, Past.@Nullable Moment then) {
        List<SegmentReading> segments = new ArrayList<>();
        for (Parts.Shown one : parts.shown()) {
            segments.add(new SegmentReading(
                    one.segment().name(),
                    one.segment().parts(),
                    one.value(),
                    then == null
                            ? null
                            : then.previous(
                                    cut.metric(), cut.split(), one.segment().number()),
                    null));
        }
        Parts.Left left = parts.left();
        if (left != null) {
            PreviousReading previous = then == null || !then.known() ? null : then.previous(left(cut, left, then));
            segments.add(new SegmentReading(OTHERS, Map.of(), left.value(), previous, left.remainder()));
        }
        return segments;
    }

    private static double left(Cut cut, Parts.Left left, Past.Moment then) {
        return left.only() < 0
                ? then.value(cut.metric(), cut.dimension(), cut.segment(), left.without())
                : then.value(cut.metric(), cut.split(), left.only(), null);
    }

    SeriesReading series(String id, String window, Slice slice, Moments moments) {
        Cut cut = Cut.of(catalog, id, window, slice);
        Present now = board.read(face -> present(face, cut));
        Parts.Left left = now.parts.left();
        moments.checkLines(Math.max(1, now.parts.shown().size() + (left == null ? 0 : 1)));
        long[] times = moments.times();
        List<SeriesLine> lines = new ArrayList<>();
        if (slice.by() == null) {
            lines.add(new SeriesLine(line(
                    cut,
                    now,
                    times,
                    now.value,
                    then -> then.value(cut.metric(), cut.dimension(), cut.segment(), null))));
        }
        for (Parts.Shown one : now.parts.shown()) {
            Cut.Listed segment = one.segment();
            double[] line = line(
                    cut,
                    now,
                    times,
                    one.value(),
                    then -> then.value(cut.metric(), cut.split(), segment.number(), null));
            lines.add(new SeriesLine(segment.name(), segment.parts(), line, null));
        }
        if (left != null) {
            double[] line = line(cut, now, times, left.value(), then -> left(cut, left, then));
            lines.add(new SeriesLine(OTHERS, Map.of(), line, left.remainder()));
        }
        return new SeriesReading(id, window, moments.stepMillis(), slice, now.known, times, lines, now.trust);
    }

    private double[] line(Cut cut, Present now, long[] times, double present, ToDoubleFunction<Past.Moment> value) {
        double[] line = past.line(cut.window(), times, now.trust.sinceMillis(), cut.segments(), value);
        return Past.withPresent(line, times, now.span, present);
    }
}
