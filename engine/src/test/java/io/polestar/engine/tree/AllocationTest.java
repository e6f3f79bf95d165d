package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What runs once per event or tick allocates nothing, by the JVM's own count for this thread. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 20_000;

    private double sink;
    private int hits;

    @Test
    void evaluatingAFormulaAllocatesNothing() throws FormulaException {
        Formula formula = Formula.parse("coalesce(a / b, 0) + min(a, b, 3) * -abs(a - 2.5) / max(b, 1)");
        Formula.Bound bound = formula.bind(formula.variables()::indexOf);
        double[] values = {1.5, 4};
        Formula.Values slots = slot -> values[slot];

        assertAllocatesNothing(() -> sink += bound.evaluate(slots));
    }

    @Test
    void testingAConditionAllocatesNothing() throws FormulaException {
        Condition condition = Condition.parse(
                "a > 1 and not b startsWith \"C\" or c in (\"x\", 2, true) and exists(d) or b contains 'q' or b != \"z\"");
        Condition.Bound bound = condition.bind(condition.properties()::indexOf);
        Condition.Fields fields = new StubFields();

        assertAllocatesNothing(() -> {
            if (bound.test(fields)) {
                hits++;
            }
        });
    }

    /** The first pass warms the call sites; the second one is counted. */
    private static void assertAllocatesNothing(Runnable work) {
        repeat(work);
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        repeat(work);
        long allocatedBytes = THREADS.getThreadAllocatedBytes(thread) - before;
        assertThat(allocatedBytes).as("bytes in %d rounds", ROUNDS).isLessThan(ROUNDS / 100);
    }

    private static void repeat(Runnable work) {
        for (int i = 0; i < ROUNDS; i++) {
            work.run();
        }
    }

    /** Slot 0 is a number, slot 1 a text that matches nothing, all others are absent. */
    private static final class StubFields implements Condition.Fields {
        @Override
        public boolean present(int slot) {
            return slot < 2;
        }

        @Override
        public boolean isNumber(int slot) {
            return slot == 0;
        }

        @Override
        public double number(int slot) {
            return 2;
        }

        @Override
        public boolean isText(int slot) {
            return slot == 1;
        }

        @Override
        public boolean textEquals(int slot, byte[] utf8) {
            return false;
        }

        @Override
        public boolean textStartsWith(int slot, byte[] utf8) {
            return false;
        }

        @Override
        public boolean textEndsWith(int slot, byte[] utf8) {
            return false;
        }

        @Override
        public boolean textContains(int slot, byte[] utf8) {
            return false;
        }

        @Override
        public boolean isBoolean(int slot) {
            return false;
        }

        @Override
        public boolean bool(int slot) {
            return false;
        }
    }
}
