package io.polestar.engine.explain;

import io.polestar.engine.tree.Comparison;
import io.polestar.engine.view.Span;
import io.polestar.engine.view.Trust;
import org.jspecify.annotations.Nullable;

/**
 * Why a metric changed between an earlier window and now.
 *
 * @param window the window's name
 * @param against which earlier window it is compared with
 * @param span what the window covers now
 * @param before what the earlier one covers; null when it is not known, and then nothing in {@code change} has a value before
 * @param change the metric's change and, nested, those of what it is made of
 * @param trust how far the values now may be trusted
 */
public record Explanation(
        String window,
        Comparison against,
        Span span,
        @Nullable Span before,
        MetricChange change,
        Trust trust) {}
