package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CohortSubjectsTest {
    private static final long OLDEST = 20_000;

    private final CohortSubjects subjects = new CohortSubjects();

    /** What should be known of a subject: the periods from 64 before its centre to 63 after. */
    private static final class Naive {
        private boolean member;
        private long centre;
        private final TreeSet<Long> back = new TreeSet<>();

        void moveTo(long period) {
            centre = period;
            back.removeIf(one -> one < centre - 64 || one > centre + 63);
        }

        void first(long period) {
            if (!member || period < centre) {
                member = true;
                moveTo(period);
            }
        }

        void back(long period) {
            if (!member && period > centre + 63) {
                moveTo(period);
            }
            if (period >= centre - 64 && period <= centre + 63) {
                back.add(period);
            }
        }

        long returns() {
            return member
                    ? back.tailSet(centre).stream()
                            .mapToLong(period -> 1L << (period - centre))
                            .reduce(0, (one, other) -> one | other)
                    : 0;
        }
    }

    @ParameterizedTest(name = "periods within {0}")
    @ValueSource(ints = {3, 64, 130, 300})
    void returnsMoveWithTheCohort(int span) {
        subjects.forgetBefore(OLDEST);
        for (int subject = 1; subject <= 2_000; subject++) {
            Random random = new Random(subject);
            Naive naive = new Naive();
            for (int event = 0; event < 12; event++) {
                long period = OLDEST + random.nextInt(span);
                boolean known = subjects.find(subject * 0x9E3779B97F4A7C15L, 0);
                assertThat(known).isEqualTo(event > 0);
                if (!known) {
                    naive.centre = period;
                }
                subjects.see(period);
                if (random.nextInt(4) == 0) {
                    subjects.first(period);
                    naive.first(period);
                } else {
                    subjects.back(period);
                    naive.back(period);
                }
                assertThat(subjects.isMember()).isEqualTo(naive.member);
                assertThat(subjects.cohort()).isEqualTo(naive.centre);
                assertThat(subjects.returns()).as("subject %d", subject).isEqualTo(naive.returns());
            }
        }
    }

    @Test
    void aSubjectTakesFortyToSixtyOneBytes() {
        subjects.forgetBefore(OLDEST);
        for (int subject = 1; subject <= 100_000; subject++) {
            subjects.find(subject, 0);
            subjects.see(OLDEST);
        }
        assertThat(subjects.memoryBytes() / 100_000).isBetween(40L, 61L);
    }
}
