package io.polestar.engine.tree;

import io.polestar.engine.tree.Level.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a value is held against: one of {@code above}, {@code below} and {@code beyond}, and {@code clear}. */
final class LevelReader {
    /** The keys read. */
    static final List<String> KEYS = List.of("above", "below", "beyond", "clear");

    private static final double PERCENT = 100;

    private final Problems problems;

    LevelReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * A level and how it was written.
     *
     * @param percent whether with a percent sign, in which case it was divided by a hundred
     */
    record Found(Level level, boolean percent) {}

    /**
     * The level that a section gives; stands in after adding the problem.
     *
     * @param otherwise what it is when the section names no side, null if it must
     */
    Found read(Section section, @Nullable Found otherwise) {
        List<Side> sides = java.util.Arrays.stream(Side.values())
                .filter(side -> section.has(side.word()))
                .toList();
        if (sides.isEmpty() && otherwise != null) {
            return otherwise;
        }
        if (sides.size() != 1) {
            problems.add(
                    section.at(),
                    section.path() + " has one of above, below and beyond",
                    "write above:, below: or beyond: and a number");
            return new Found(Level.of(Side.ABOVE, 0), false);
        }
        Side side = sides.get(0);
        Number at = number(section, side.word());
        Number clear = section.node("clear") == null ? at : number(section, "clear");
        if (at == null || clear == null) {
            return new Found(Level.of(side, 0), false);
        }
        if (at.percent != clear.percent) {
            problems.add(
                    section.at("clear"),
                    section.name("clear") + " is written unlike " + side.word(),
                    "write both with % or both without");
            return new Found(Level.of(side, at.value), at.percent);
        }
        boolean backwards = side == Side.BELOW ? clear.value < at.value : clear.value > at.value;
        if (backwards) {
            problems.add(
                    section.at("clear"),
                    section.name("clear") + " lies on the side of the alarm, " + section.name(side.word()) + " is "
                            + KindKeys.number(at.value),
                    "write a level that is reached when all is well again");
            return new Found(Level.of(side, at.value), at.percent);
        }
        return new Found(new Level(side, at.value, clear.value), at.percent);
    }

    /** A share that may be written with a percent sign, within a range; the default if it is missing or, after adding the problem, wrong. */
    double share(Section section, String key, double otherwise, double least) {
        if (section.node(key) == null) {
            return otherwise;
        }
        Number number = number(section, key);
        if (number == null) {
            return otherwise;
        }
        if (number.value < least) {
            problems.add(
                    section.at(key),
                    section.name(key) + " must be at least " + KindKeys.number(least),
                    "write a share such as 2%");
            return otherwise;
        }
        return number.value;
    }

    private record Number(double value, boolean percent) {}

    private @Nullable Number number(Section section, String key) {
        YamlNode.Scalar scalar = section.required(key, Section.MAX_TEXT, "write a number");
        if (scalar == null) {
            return null;
        }
        boolean percent = scalar.text().endsWith("%");
        String digits = percent ? scalar.text().substring(0, scalar.text().length() - 1) : scalar.text();
        if (!digits.matches("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?")
                || !Double.isFinite(Double.parseDouble(digits))) {
            problems.add(
                    scalar,
                    section.name(key) + " is no number, found '" + scalar.text() + "'",
                    "write a number such as 0.25");
            return null;
        }
        double value = Double.parseDouble(digits);
        return new Number(percent ? value / PERCENT : value, percent);
    }
}
