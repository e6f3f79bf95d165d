package io.polestar.engine.window;

/**
 * The form of a store's numbers.
 *
 * <pre>
 * sort     a cell's total over a window          its series in history
 * FLOW     counts and sums, which add up         one: what every step brought
 * STATE    numbers that do not add up            one a window and column: what they were
 * LEVEL    one number, the same in all windows   one a column: what it was
 * </pre>
 *
 * @param columns numbers a cell has in each window, 1 or more
 * @param empty what a number is while nothing has happened: 0, or {@link Cells#UNKNOWN} for no data
 */
record Shape(Sort sort, int windows, int columns, long empty) {
    /** How numbers of different times hang together. */
    enum Sort {
        FLOW,
        STATE,
        LEVEL
    }

    /** How many series history keeps of a cell. */
    int seriesPerCell() {
        return switch (sort) {
            case FLOW -> 1;
            case STATE -> windows * columns;
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
}
