package io.polestar.engine.window;

import io.polestar.engine.tree.Window;
import java.util.List;

/**
 * The form of a store's numbers.
 *
 * <pre>
 * sort     a cell's total over a window          its series in history
 * FLOW     counts and sums, which add up         one: what every step brought
 * STATE    numbers that do not add up            one a window and column: what they were;
 *                                                one more a calendar window and column: what they were when a period ended
 * LEVEL    one number, the same in all windows   one a column: what it was
 * </pre>
 *
 * @param windows the store's
 * @param columns numbers a cell has in each window, 1 or more
 * @param empty what a number is while nothing has happened: 0, or {@link Cells#UNKNOWN} for no data
 */
record Shape(Sort sort, List<Window> windows, int columns, long empty) {
    /** How numbers of different times hang together. */
    enum Sort {
        FLOW,
        STATE,
        LEVEL
    }

    /** How many series history keeps of a cell. */
    int seriesPerCell() {
        return sort == Sort.STATE ? closing(windows.size(), 0) : steppedPerCell();
    }

    /** How many of them are told of every step in which something happened, rather than of the ends of periods. */
    int steppedPerCell() {
        return switch (sort) {
            case FLOW -> 1;
            case STATE -> windows.size() * columns;
            case LEVEL -> columns;
        };
    }

    /** Which of a cell's series holds a number. */
    int series(int window, int column) {
        return switch (sort) {
            case FLOW -> 0;
            case STATE -> window * columns + column;
            case LEVEL -> column;
        };
    }

    /** Which of a cell's series holds what a number of a calendar window was when its period ended. */
    int closing(int window, int column) {
        if (sort != Sort.STATE) {
            return series(window, column);
        }
        int before = 0;
        for (int other = 0; other < window; other++) {
            before += windows.get(other).calendar() ? 1 : 0;
        }
        return steppedPerCell() + before * columns + column;
    }
}
