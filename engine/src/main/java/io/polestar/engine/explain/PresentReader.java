package io.polestar.engine.explain;

import io.polestar.engine.tree.Formula;
import io.polestar.engine.view.Past;
import io.polestar.engine.view.Span;
import io.polestar.engine.view.Trust;
import io.polestar.engine.view.TrustReader;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.ErrorBound;
import io.polestar.engine.window.Evaluator;
import io.polestar.engine.window.Face;
import io.polestar.engine.window.WindowBounds;
import java.util.function.Function;

/** Reads as much of the present as an answer needs, all of one sequence, however long its evaluation takes. Safe from any thread. */
final class PresentReader {
    private final Catalog catalog;
    private final Board board;
    private final Past past;
    private final TrustReader trust;

    PresentReader(Catalog catalog, Board board, Past past, TrustReader trust) {
        this.catalog = catalog;
        this.board = board;
        this.past = past;
        this.trust = trust;
    }

    /**
     * What was read.
     *
     * @param span what the window covers
     */
    record Present<T>(Span span, T values, Trust trust) {}

    private record Moment(Span span, Trust trust) {}

    /** Evaluates something over one window. The evaluation may be run several times, and its last result counts. */
    <T> Present<T> read(int window, Function<FigureReader, T> evaluation) {
        FrozenCells cells = new FrozenCells();
        while (true) {
            Moment moment = board.read(face -> {
                cells.copyFrom(face);
                return moment(face, window);
            });
            Evaluator.Earlier earlier = past.earlier(moment.span, moment.trust.sinceMillis());
            T values = evaluation.apply(new FigureReader(catalog, cells, earlier, window));
            if (cells.complete()) {
                return new Present<>(moment.span, values, moment.trust);
            }
        }
    }

    private Moment moment(Face face, int window) {
        Trust read = trust.read(face);
        Span span = span(face, window);
        Evaluator evaluator = new Evaluator(catalog, face, past.earlier(span, read.sinceMillis()));
        Formula.Values all = evaluator.at(window, Catalog.WHOLE, 0);
        double error = new ErrorBound(catalog, face, all, window, Catalog.WHOLE, 0).largest();
        return new Moment(span, read.withError(error));
    }

    private Span span(Face face, int window) {
        long to = face.clockMillis();
        return to == Long.MIN_VALUE
                ? new Span(0, 0)
                : new Span(
                        WindowBounds.fromMillis(
                                catalog.windows().get(window),
                                catalog.definition().zone(),
                                to),
                        to);
    }
}
