package io.polestar.bench.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.bench.load.Workload;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.window.Footprint;
import io.polestar.engine.window.Footprint.Gathering;
import org.junit.jupiter.api.Test;

/**
 * What a series of the load benchmarks' wide tree takes, with windows of a minute, an hour and a day: that a series grows is to be a
 * decision. That stores hold what is reckoned here is held by the engine's own tests.
 */
class SeriesBytesTest {
    private static final long COUNT_AND_SUM_BYTES = 3_712;
    private static final long DISTINCT_BYTES = 1_888;

    @Test
    void aSeriesTakesNoMoreThanItsPanes() throws DefinitionException {
        for (Gathering gathering :
                Footprint.of(DefinitionReader.read(Workload.Tree.WIDE.definition(0, 0), "wide.yaml"))) {
            boolean distinct = gathering.metrics().get(0).startsWith("users");
            assertThat(gathering.seriesBytes())
                    .as("bytes of a series of %s", gathering.metrics())
                    .isLessThanOrEqualTo(distinct ? DISTINCT_BYTES : COUNT_AND_SUM_BYTES);
        }
    }
}
