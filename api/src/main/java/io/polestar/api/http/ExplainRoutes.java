package io.polestar.api.http;

import io.javalin.http.Context;
import io.polestar.api.backend.Backend;
import io.polestar.api.json.ExplanationJson;
import io.polestar.api.json.PredictionJson;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.explain.Explanation;
import io.polestar.engine.explain.Explanations;
import io.polestar.engine.explain.Prediction;
import io.polestar.engine.explain.Question;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.Window;
import java.io.IOException;
import java.util.function.Function;

/** What can be asked about the tree: why a metric changed, and what would follow if others did. */
public final class ExplainRoutes {
    private static final int DEFAULT_DEPTH = 2;
    private static final int DEFAULT_SEGMENTS = 10;

    private final Backend backend;
    private final Reads reads;

    /** Questions to that engine; they wait for a {@code minSequence} in one line with its reads. */
    public ExplainRoutes(Backend backend, ReadRoutes others) {
        this.backend = backend;
        this.reads = others.reads();
    }

    /** {@code GET /v1/explain/{id}}. */
    public void explain(Context request) {
        ReadQuery query = reads.query(request);
        Definition definition = backend.definition();
        Metric metric = query.metric();
        Window window = query.window(metric.windows());
        Question question = new Question(
                metric.id(),
                window.name(),
                query.against(window),
                query.by(metric),
                query.number("depth", 1, Question.MOST_DEPTH, DEFAULT_DEPTH),
                query.number("segments", 0, Question.MOST_SEGMENTS, DEFAULT_SEGMENTS));
        Explanation explanation = ask(query, explanations -> explanations.explain(question));
        ExplanationJson json = new ExplanationJson(definition);
        Reads.answer(request, out -> json.write(out, explanation));
    }

    /** {@code POST /v1/what-if}. */
    public void whatIf(Context request) throws IOException {
        ReadQuery query = reads.query(request);
        WhatIfBody body = WhatIfBody.read(
                request.req().getInputStream().readNBytes(WhatIfBody.MAX_BYTES + 1), backend.definition());
        Prediction prediction = ask(query, explanations -> explanations.whatIf(body.window(), body.values()));
        Reads.answer(request, out -> PredictionJson.write(out, prediction));
    }

    /** Asks the engine. The query was checked before, but the definition may change in between. */
    private <T> T ask(ReadQuery query, Function<Explanations, T> question) {
        reads.views(query);
        try {
            return question.apply(backend.explanations());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problems.invalid(String.valueOf(e.getMessage())));
        }
    }
}
