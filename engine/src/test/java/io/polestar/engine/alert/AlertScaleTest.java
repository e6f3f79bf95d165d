package io.polestar.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.polestar.engine.tree.Level;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ten thousand rules with a hundred segments each. */
class AlertScaleTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int RULES = 10_000;
    private static final int SEGMENTS = 100;
    private static final int PLACES = RULES * SEGMENTS;

    @Test
    void aMillionQuietAlertsCostAFewBytesEachAndFiringOnesSomeHundred() {
        Rule[] rules = IntStream.range(0, RULES)
                .mapToObj(rule -> RuleBuilder.above(10)
                        .named("rule_" + rule)
                        .each("country")
                        .build())
                .toArray(Rule[]::new);
        AlertBook book = new AlertBook(Trees.of(rules));
        Everywhere values = new Everywhere();

        long quiet = allocated(() -> evaluate(book, values, 1));
        assertThat(quiet / PLACES).as("bytes a quiet alert, %d in all", quiet).isLessThan(16);
        assertThat(allocated(() -> evaluate(book, values, 2)))
                .as("bytes of a second look")
                .isLessThan(PLACES / 100);

        values.firingUpTo = 1;
        long first = allocated(() -> evaluate(book, values, 3));
        assertThat(book.log()).hasSize(AlertBook.LOG_CAPACITY);
        assertThat(first / RULES).as("bytes a rule of which one segment fires").isLessThan(4_000);
    }

    private static void evaluate(AlertBook book, RuleValues values, long clock) {
        book.evaluate(clock, clock, clock, clock, values);
    }

    private static long allocated(Runnable work) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        work.run();
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }

    /** Marks every place each time. */
    private static final class Everywhere implements RuleValues {
        private static final Level LEVEL = Level.of(Level.Side.ABOVE, 10);
        private int firingUpTo;

        @Override
        public void reconsider() {}

        @Override
        public void mark(long clockMillis, Marks marks) {
            for (int rule = 0; rule < RULES; rule++) {
                marks.markAll(rule, SEGMENTS);
            }
        }

        @Override
        public void look(int rule, int place, long clockMillis, Sight sight) {
            sight.see(place < firingUpTo ? 11 : 9, LEVEL);
        }

        @Override
        public void lookBack(int rule, int place, long momentMillis, Sight sight) {
            look(rule, place, momentMillis, sight);
        }

        @Override
        public long watermarkMillis() {
            return 0;
        }

        @Override
        public @Nullable Segment segment(int rule, int place) {
            return new Segment("country", "c" + place);
        }

        @Override
        public int place(int rule, @Nullable Segment segment) {
            return segment == null ? -1 : Integer.parseInt(segment.value().substring(1));
        }
    }
}
