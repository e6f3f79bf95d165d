package io.polestar.engine.view;

import io.polestar.engine.window.Catalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cut is divided into at one moment: the segments to be shown, from the largest value to the least, and all others together.
 *
 * @param shown the segments shown
 * @param left the others, null when there are none
 */
record Parts(List<Shown> shown, @Nullable Left left) {
    private static final Comparator<Shown> LARGEST_FIRST =
            Comparator.comparingDouble(one -> Double.isNaN(one.value) ? Double.POSITIVE_INFINITY : -one.value);

    Parts {
        shown = List.copyOf(shown);
    }

    /** A segment and its value. */
    record Shown(Cut.Listed segment, double value) {}

    /**
     * The segments that are not shown.
     *
     * @param segments how many
     * @param only the number of the one it is, -1 for several
     * @param without the segments shown, which are taken from the whole where there are several
     * @param value their value together, NaN for none
     * @param reason why there is no value although there is data, null otherwise
     */
    record Left(
            int segments,
            int only,
            Without without,
            double value,
            @Nullable String reason) {
        Remainder remainder() {
            return new Remainder(segments, reason);
        }
    }

    /** Divides a cut by the values of a moment. */
    static Parts of(Catalog catalog, Cut cut, SliceValues values) {
        List<Shown> all = new ArrayList<>();
        for (Cut.Listed segment : cut.listed(catalog)) {
            all.add(new Shown(segment, values.segment(segment.number())));
        }
        all.sort(LARGEST_FIRST);
        int top = cut.slice().top();
        List<Shown> shown = top == 0
                ? all
                : all.stream().filter(one -> !one.segment.folded()).limit(top).toList();
        boolean folds = cut.foldsWithin(catalog);
        int left = all.size() - shown.size() + (folds ? 1 : 0);
        return new Parts(shown, left == 0 ? null : left(cut, values, all, shown, folds));
    }

    private static Left left(Cut cut, SliceValues values, List<Shown> all, List<Shown> shown, boolean folds) {
        Without without = new Without(
                cut.split(), shown.stream().map(one -> one.segment.number()).toList());
        int segments = all.size() - shown.size() + (folds ? 1 : 0);
        if (segments == 1 && !folds) {
            Shown only =
                    all.stream().filter(one -> !shown.contains(one)).findFirst().orElseThrow();
            return new Left(1, only.segment.number(), without, only.value, null);
        }
        SliceValues.Together together = values.without(without);
        return new Left(segments, -1, without, together.value(), together.reason());
    }
}
