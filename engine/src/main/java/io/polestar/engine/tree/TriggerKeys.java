package io.polestar.engine.tree;

import java.util.LinkedHashMap;
import java.util.Map;

/** What makes a rule fire as keys and values of the definition language. */
final class TriggerKeys {
    private TriggerKeys() {}

    static Map<String, String> of(Trigger trigger) {
        Map<String, String> keys = new LinkedHashMap<>();
        if (trigger instanceof Trigger.Threshold threshold) {
            putLevel(keys, threshold.level(), false);
        } else if (trigger instanceof Trigger.Missing missing) {
            keys.put(trigger.word(), TimeLength.format(missing.forMillis()));
        } else if (trigger instanceof Trigger.Unchanged unchanged) {
            keys.put(trigger.word(), TimeLength.format(unchanged.forMillis()));
        } else if (trigger instanceof Trigger.Combination combination) {
            keys.put(trigger.word(), "[" + String.join(", ", combination.rules()) + "]");
        } else {
            keys.put(trigger.word(), body(trigger).toString().replace("=", ": "));
        }
        return keys;
    }

    private static Map<String, String> body(Trigger trigger) {
        Map<String, String> keys = new LinkedHashMap<>();
        boolean percent = false;
        if (trigger instanceof Trigger.Change change) {
            keys.put("against", change.against().word());
            percent = change.percent();
        } else if (trigger instanceof Trigger.Share share) {
            keys.put("against", share.against().word());
        } else if (trigger instanceof Trigger.Target target) {
            keys.put("value", KindKeys.number(target.value()));
            keys.put("pace", target.pace().word());
            percent = true;
        } else if (trigger instanceof Trigger.Residual residual) {
            percent = residual.percent();
        } else if (trigger instanceof Trigger.Guard guard) {
            keys.put("against", guard.against().word());
            keys.put("rise", percent(guard.rise()));
            percent = true;
        } else if (trigger instanceof Trigger.Hollow hollow) {
            keys.put("against", hollow.against().word());
            keys.put("rise", percent(hollow.rise()));
            percent = true;
        } else if (trigger instanceof Trigger.Absence absence) {
            keys.put("of", absence.of());
            keys.put("first", absence.first().toString());
            keys.put("then", absence.then().toString());
            keys.put("within", TimeLength.format(absence.withinMillis()));
        } else if (trigger instanceof Trigger.Anomaly anomaly) {
            keys.put(
                    "direction",
                    anomaly.side() == Level.Side.BOTH ? "both" : anomaly.side().word());
            keys.put("falseAlarmsPerMonth", KindKeys.number(anomaly.falseAlarmsPerMonth()));
            return keys;
        }
        putLevel(keys, trigger.level(), percent);
        return keys;
    }

    private static void putLevel(Map<String, String> keys, Level level, boolean percent) {
        keys.put(level.side().word(), percent ? percent(level.at()) : KindKeys.number(level.at()));
        if (level.clear() != level.at()) {
            keys.put("clear", percent ? percent(level.clear()) : KindKeys.number(level.clear()));
        }
    }

    private static String percent(double share) {
        return KindKeys.number(Math.round(share * 1e10) / 1e8) + "%";
    }
}
