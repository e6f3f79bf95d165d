package io.polestar.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.polestar.engine.tree.Rule;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
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
        AlertBook book = new AlertBook(rules);
        AlertBook.RuleValues values = ordinal -> 9.5;
        evaluate(book, values, 0);
        long thread = Thread.currentThread().getId();

        long before = THREADS.getThreadAllocatedBytes(thread);
        evaluate(book, values, ROUNDS);
        long allocatedBytes = THREADS.getThreadAllocatedBytes(thread) - before;

        assertThat(book.log()).hasSize(20);
        assertThat(allocatedBytes).as("bytes in %d rounds", ROUNDS).isLessThan(ROUNDS / 100);
    }

    private static void evaluate(AlertBook book, AlertBook.RuleValues values, long startMillis) {
        for (long clockMillis = startMillis; clockMillis < startMillis + ROUNDS; clockMillis++) {
            book.evaluate(clockMillis, clockMillis, clockMillis, clockMillis, values);
        }
    }
}
