package io.polestar.engine.alert;

import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads alerts as version 1 wrote them, when a rule was one threshold and a firing one that had ceased was still firing.
 *
 * <pre>
 *     int   rules       then for each: long fingerprint, long ceasedMillis, reading
 *     int   log         then each reading, newest first
 *
 *     reading: text rule, text state, double value, double threshold,
 *              long eventMillis, long ingestMillis, long decisionMillis, long sequence, long sinceMillis
 * </pre>
 */
final class AlertFormatOne {
    static final byte VERSION = 1;
    private static final int MAX_RULES = 10_000;
    private static final long NEVER = Long.MIN_VALUE;

    private AlertFormatOne() {}

    static AlertFormat.Content read(DataInput in) throws IOException {
        Map<String, AlertFormat.SavedRule> rules = new LinkedHashMap<>();
        for (int left = Bytes.count(in.readInt(), MAX_RULES); left > 0; left--) {
            long fingerprint = in.readLong();
            long ceasedMillis = in.readLong();
            AlertReading reading = reading(in);
            rules.put(
                    reading.rule(),
                    new AlertFormat.SavedRule(fingerprint, true, List.of(saved(reading, ceasedMillis))));
        }
        List<AlertReading> log = new ArrayList<>();
        for (int left = Bytes.count(in.readInt(), AlertBook.LOG_CAPACITY); left > 0; left--) {
            log.add(reading(in));
        }
        return new AlertFormat.Content(0, Long.MIN_VALUE, rules, List.of(), List.of(), log);
    }

    private static SavedAlert saved(AlertReading reading, long ceasedMillis) {
        boolean open = reading.state() == AlertState.FIRING;
        boolean recovering = open && ceasedMillis != NEVER;
        return new SavedAlert(
                open,
                false,
                false,
                0,
                recovering ? AlertState.RECOVERING : reading.state(),
                recovering ? ceasedMillis : reading.sinceMillis(),
                open ? reading.rule() + "-0" : "",
                reading.value(),
                reading.low(),
                reading.high(),
                new ReadingFormat.Flags(null, null, null),
                reading);
    }

    private static AlertReading reading(DataInput in) throws IOException {
        String rule = in.readUTF();
        AlertState state;
        try {
            state = AlertState.valueOf(in.readUTF());
        } catch (IllegalArgumentException e) {
            throw new IOException("alerts are damaged, " + e.getMessage(), e);
        }
        return new AlertReading(
                0,
                rule,
                null,
                state == AlertState.FIRING ? rule + "-0" : "",
                AlertState.INACTIVE,
                state,
                AlertReason.CONDITION,
                false,
                null,
                null,
                null,
                in.readDouble(),
                Double.NaN,
                in.readDouble(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }
}
