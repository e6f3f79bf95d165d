package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DistinctStoreTest {
    @Test
    void numbersOfSubjectsAreThoseOfTheNaiveModelAtEveryTick() throws IOException {
        SubjectTrials trials = SubjectTrials.run(DistinctStore::new, new NaiveDistinct(), random -> 0L);
        assertThat(trials.refusedToRetract()).isPositive();
    }
}
