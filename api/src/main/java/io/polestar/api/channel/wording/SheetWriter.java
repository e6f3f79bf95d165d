package io.polestar.api.channel.wording;

import io.polestar.api.channel.wording.Briefing.Mover;
import io.polestar.api.channel.wording.Sheet.Fact;
import io.polestar.api.channel.wording.Sheet.Part;
import io.polestar.api.json.Json;
import io.polestar.engine.dispatch.AlertNote;
import io.polestar.engine.dispatch.Message;
import io.polestar.engine.tree.Channel.Language;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Puts messages into words. Safe for any thread. */
public final class SheetWriter {
    /** The most alerts of one message told in full. */
    public static final int MOST_PARTS = 10;

    private static final MathContext DIGITS = new MathContext(6);
    private static final String ARROW = " → ";

    private final Wording wording;

    public SheetWriter(Language language) {
        this.wording = Wording.of(language);
    }

    /** The message in words. */
    public Sheet write(Parcel parcel) {
        Message message = parcel.message();
        List<Told> told = parcel.told();
        List<Part> parts = told.stream().limit(MOST_PARTS).map(this::part).toList();
        String closing = told.size() > MOST_PARTS
                ? wording.text(Phrase.MORE, "count", told.size() - MOST_PARTS)
                : told.isEmpty() ? wording.text(Phrase.TEST_TEXT, "channel", message.channel()) : "";
        boolean grave = told.stream().anyMatch(one -> !one.isOver()) && message.cause() != Message.Cause.TEST;
        return new Sheet(title(message, told), parts, closing, grave);
    }

    private String title(Message message, List<Told> told) {
        String cause = wording.text(Phrase.valueOf("CAUSE_" + message.cause().name()));
        if (told.isEmpty()) {
            return wording.text(Phrase.TITLE_PLAIN, "cause", cause, "title", wording.text(Phrase.TEST_TITLE));
        }
        Told first = told.get(0);
        String title = told.size() == 1
                ? heading(first)
                : wording.text(Phrase.TITLE_MORE, "title", heading(first), "count", told.size() - 1);
        return wording.text(
                Phrase.TITLE, "cause", cause, "severity", severity(first.alert().severity()), "title", title);
    }

    private String heading(Told told) {
        Briefing briefing = told.briefing();
        String title = briefing == null ? told.alert().rule() : briefing.title();
        String segment = told.alert().segment();
        return segment == null ? title : wording.text(Phrase.TITLE_SEGMENT, "title", title, "segment", segment);
    }

    private String severity(String severity) {
        return switch (severity) {
            case "info" -> wording.text(Phrase.SEVERITY_INFO);
            case "warning" -> wording.text(Phrase.SEVERITY_WARNING);
            case "critical" -> wording.text(Phrase.SEVERITY_CRITICAL);
            default -> severity;
        };
    }

    private Part part(Told told) {
        AlertNote alert = told.alert();
        Briefing briefing = told.briefing();
        List<Fact> facts = new ArrayList<>();
        add(facts, Phrase.VALUE, value(told));
        add(facts, Phrase.BOUND, briefing == null ? bound(alert) : briefing.bound());
        add(facts, Phrase.SINCE, briefing == null ? Json.time(alert.sinceMillis()) : briefing.since());
        if (briefing != null) {
            add(
                    facts,
                    Phrase.MOVERS,
                    String.join(
                            "; ", briefing.movers().stream().map(this::mover).toList()));
            add(facts, Phrase.PATH, String.join(ARROW, briefing.path()));
            add(facts, Phrase.STALE, String.join("; ", briefing.staleSources()));
            String annotation = briefing.annotation();
            add(facts, Phrase.ANNOTATION, annotation == null ? "" : annotation);
        }
        String owner = alert.owner();
        add(facts, Phrase.OWNER, owner == null ? "" : owner);
        if (alert.provisional()) {
            facts.add(new Fact("", wording.text(Phrase.PROVISIONAL)));
        }
        return new Part(heading(told), facts, briefing == null ? null : briefing.link(), wording.text(Phrase.LINK));
    }

    private void add(List<Fact> facts, Phrase name, String text) {
        if (!text.isEmpty()) {
            facts.add(new Fact(wording.text(name), text));
        }
    }

    private String value(Told told) {
        AlertNote alert = told.alert();
        Briefing briefing = told.briefing();
        String name = briefing == null ? alert.metric() : briefing.metric();
        String value = briefing == null ? number(alert.value()) : briefing.value();
        return value + " (" + name + ", " + alert.window() + ")";
    }

    private String bound(AlertNote alert) {
        if (!Double.isNaN(alert.threshold())) {
            return number(alert.threshold());
        }
        return Double.isNaN(alert.bandLow()) && Double.isNaN(alert.bandHigh())
                ? ""
                : wording.text(Phrase.BAND, "low", number(alert.bandLow()), "high", number(alert.bandHigh()));
    }

    private String number(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
                : wording.text(Phrase.VALUE_NONE);
    }

    private String mover(Mover mover) {
        Phrase phrase = mover.kind() == Mover.Kind.CHILD ? Phrase.MOVER_CHILD : Phrase.MOVER_SEGMENT;
        return wording.text(phrase, "name", mover.name(), "change", mover.change());
    }
}
