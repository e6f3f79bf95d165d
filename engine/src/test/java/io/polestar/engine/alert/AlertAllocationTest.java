package io.polestar.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.polestar.engine.tree.Level;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An evaluation that changes nothing allocates nothing, by the JVM's own count for this thread. */
class AlertAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 20_000;

    @Test
    void evaluatingRulesThatKeepTheirStateAllocatesNothing() {
        List<Rule> rules = IntStream.range(0, 20)
                .mapToObj(i -> RuleBuilder.above(i)
                        .named("rule_" + i)
                        .waiting(50)
                        .keeping(50)
                        .build())
                .toList();
        AlertBook book = new AlertBook(Trees.of(rules.toArray(Rule[]::new)));
        RuleValues values = new Constant(rules.size(), 9.5);
        evaluate(book, values, 0);
        long thread = Thread.currentThread().getId();

        long before = THREADS.getThreadAllocatedBytes(thread);
        evaluate(book, values, ROUNDS);
        long allocatedBytes = THREADS.getThreadAllocatedBytes(thread) - before;

        assertThat(book.log()).hasSize(20);
        assertThat(allocatedBytes).as("bytes in %d rounds", ROUNDS).isLessThan(ROUNDS / 100);
    }

    private static void evaluate(AlertBook book, RuleValues values, long startMillis) {
        for (long clockMillis = startMillis; clockMillis < startMillis + ROUNDS; clockMillis++) {
            book.evaluate(clockMillis, clockMillis, clockMillis, clockMillis, values);
        }
    }

    /** One value for all rules. */
    private record Constant(int rules, double value) implements RuleValues {
        @Override
        public void reconsider() {}

        @Override
        public void mark(long clockMillis, Marks marks) {
            for (int rule = 0; rule < rules; rule++) {
                marks.mark(rule, 0);
            }
        }

        @Override
        public void look(int rule, int place, long clockMillis, Sight sight) {
            sight.see(value, LEVELS.get(rule));
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
            return null;
        }

        @Override
        public int place(int rule, @Nullable Segment segment) {
            return 0;
        }
    }

    private static final List<Level> LEVELS = IntStream.range(0, 20)
            .mapToObj(level -> Level.of(Level.Side.ABOVE, level))
            .toList();
}
