package io.polestar.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import io.polestar.ingest.source.ImportProgress;
import io.polestar.ingest.source.ImportTotals;
import io.polestar.ingest.source.WallTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoNarratorTest {

    private static final WallTime STILL = new WallTime() {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void pause(long nanos) {}
    };

    private final StringWriter told = new StringWriter();
    private final List<AlertReading> newestFirst = new ArrayList<>();
    private DemoNarrator narrator;

    @BeforeEach
    void readDefinition() throws Exception {
        narrator = new DemoNarrator(
                new StatusLine(new PrintWriter(told), false),
                STILL,
                DefinitionReader.read(DemoFiles.definition(), "definition.yaml"),
                () -> newestFirst);
    }

    private static ImportProgress progress(long waitMillis) {
        return new ImportProgress(
                new ImportTotals(1_234, 0, 1_234, 0, 0), 10, 100, millis("2011-11-04T18:11:00Z"), waitMillis);
    }

    private static AlertReading reading(AlertState state, long sequence) {
        long at = millis("2011-11-04T13:50:00Z");
        return new AlertReading(
                sequence,
                "cancellations_high",
                null,
                "",
                AlertState.INACTIVE,
                state,
                AlertReason.CONDITION,
                false,
                null,
                null,
                null,
                0.23456,
                Double.NaN,
                0.2,
                at,
                at,
                at,
                sequence,
                at);
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    @Test
    void tellsTheTimeOfTheDataAndWhenTheNextOrderComes() {
        narrator.progress(progress(39_000));

        assertThat(told.toString().strip())
                .isEqualTo("2011-11-04 18:11  1,234 order lines  closed; the next order comes in 39 s");
    }

    @Test
    void tellsAnAlertOnceWhenItFiresAndOnceWhenItResolves() {
        newestFirst.add(reading(AlertState.PENDING, 7));
        narrator.tellAlerts();
        newestFirst.add(0, reading(AlertState.FIRING, 8));
        narrator.tellAlerts();
        narrator.tellAlerts();
        newestFirst.add(0, reading(AlertState.RESOLVED, 9));
        narrator.tellAlerts();

        assertThat(told.toString().lines())
                .containsExactly(
                        "2011-11-04 13:50  ALERT     Many cancellations in a day: cancellation_rate 0.2346, threshold 0.2",
                        "2011-11-04 13:50  resolved  Many cancellations in a day: cancellation_rate 0.2346, threshold 0.2");
    }

    @Test
    void doesNotRepeatAlertsOfAnEarlierReplay() {
        newestFirst.add(reading(AlertState.FIRING, 8));
        narrator.resumed(500);
        narrator.tellAlerts();

        assertThat(told.toString()).contains("continues after row 500").doesNotContain("ALERT");
    }
}
