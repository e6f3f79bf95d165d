package io.polestar.engine.tree;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A metric's kind as keys and values of the definition language. What is not given has no key. */
final class KindKeys {
    private final Map<String, String> keys = new LinkedHashMap<>();

    private KindKeys() {}

    static Map<String, String> of(Kind kind) {
        KindKeys written = new KindKeys();
        if (kind.inputs().isEmpty()) {
            written.ofEvents(kind);
        } else {
            written.ofMetrics(kind);
        }
        return written.keys;
    }

    /** A number without an exponent or needless zeros. */
    static String number(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    private void ofMetrics(Kind kind) {
        if (kind instanceof Kind.Ratio ratio) {
            keys.put("numerator", ratio.numerator());
            keys.put("denominator", ratio.denominator());
        } else if (kind instanceof Kind.Derived derived) {
            keys.put("formula", derived.formula().text());
            if (!derived.earlier().isEmpty()) {
                keys.put("earlier", earlier(derived.earlier()));
            }
        }
    }

    private void ofEvents(Kind kind) {
        if (kind instanceof Kind.Count count) {
            events(count.events());
        } else if (kind instanceof Kind.Sum sum) {
            values(sum.events(), sum.value());
        } else if (kind instanceof Kind.Average average) {
            values(average.events(), average.value());
        } else if (kind instanceof Kind.Min min) {
            values(min.events(), min.value());
        } else if (kind instanceof Kind.Max max) {
            values(max.events(), max.value());
        } else if (kind instanceof Kind.Last last) {
            values(last.events(), last.value());
        } else if (kind instanceof Kind.Cumulative cumulative) {
            values(cumulative.flow().events(), cumulative.flow().value());
        } else if (kind instanceof Kind.Gauge gauge) {
            gauge(gauge);
        } else if (kind instanceof Kind.Distinct distinct) {
            events(distinct.events());
            keys.put("of", distinct.of());
        } else if (kind instanceof Kind.Quantile quantile) {
            values(quantile.events(), quantile.value());
            keys.put("quantile", number(quantile.quantile()));
            optional("per", quantile.per());
        } else {
            ofSubjects(kind);
        }
    }

    private void ofSubjects(Kind kind) {
        if (kind instanceof Kind.Repeat repeat) {
            events(repeat.events());
            keys.put("of", repeat.of());
            keys.put("times", Integer.toString(repeat.times()));
            optional("distinct", repeat.distinct());
        } else if (kind instanceof Kind.Conversion conversion) {
            keys.put("of", conversion.of());
            keys.put(
                    "steps",
                    conversion.steps().stream()
                            .map(step -> shown(step, null))
                            .collect(Collectors.joining(", ", "[", "]")));
            keys.put("within", TimeLength.format(conversion.withinMillis()));
            optional("step", conversion.step() == 0 ? null : Integer.toString(conversion.step()));
        } else if (kind instanceof Kind.Retention retention) {
            keys.put("of", retention.of());
            keys.put("first", shown(retention.first(), null));
            keys.put("back", shown(retention.back(), null));
            keys.put("cohort", retention.cohort().word());
            keys.put("after", Integer.toString(retention.after()));
        } else if (kind instanceof Kind.Session session) {
            events(session.events());
            keys.put("of", session.of());
            keys.put("gap", TimeLength.format(session.gapMillis()));
            keys.put("measure", session.measure().word());
        }
    }

    /** One without falls is written as signed changes, as it is one. */
    private void gauge(Kind.Gauge gauge) {
        Kind.Flow rises = gauge.rises();
        Kind.Flow falls = gauge.falls();
        if (falls == null && rises.value() != null) {
            values(rises.events(), rises.value());
            return;
        }
        keys.put("rises", shown(rises.events(), rises.value()));
        optional("falls", falls == null ? null : shown(falls.events(), falls.value()));
    }

    private void values(EventFilter events, @Nullable Formula value) {
        events(events);
        optional("value", value == null ? null : value.text());
    }

    private void events(EventFilter events) {
        keys.put("event", events.eventType());
        optional(
                "where", events.where().text().isEmpty() ? null : events.where().text());
    }

    private void optional(String key, @Nullable String value) {
        if (value != null) {
            keys.put(key, value);
        }
    }

    private static String shown(EventFilter events, @Nullable Formula value) {
        KindKeys part = new KindKeys();
        part.values(events, value);
        return part.keys.entrySet().stream()
                .map(key -> key.getKey() + ": " + key.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String earlier(Map<String, Kind.Earlier> earlier) {
        return new TreeMap<>(earlier)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ": {metric: "
                                + entry.getValue().metric() + ", against: "
                                + entry.getValue().comparison().word() + "}")
                        .collect(Collectors.joining(", ", "{", "}"));
    }
}
