package io.polestar.ingest.wire;

import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Every rule an event can break. The words of a rule are what its sender reads, and what docs/events.md lists. */
public enum WireRule {
    /** Nothing but whitespace was sent. */
    EMPTY_BODY(true, "the body is empty: send at least one event"),
    /** A token stands where JSON does not allow it. */
    MALFORMED(true, "this is not well-formed JSON"),
    /** The line or the body ended first. */
    ENDED_EARLY(true, "the JSON ends in the middle of an event"),
    /** Bytes after a complete event. */
    TRAILING(true, "more follows after the end of the event: send several as an array, or one a line as NDJSON"),
    /** After broken structure nobody can say where the next element of an array begins. */
    ARRAY_BROKEN(true, "this is not well-formed JSON: this event and the rest of the array were not read"),
    /** Overlong forms, surrogates, cut or stray bytes. */
    NOT_UTF8(true, "text must be valid UTF-8"),
    /** A raw byte below 0x20 inside quotes. */
    CONTROL_CHARACTER(true, "a control character inside text must be escaped"),
    /** A backslash before something else than JSON's nine letters. */
    ESCAPE(true, "an escape must be one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u with four hex digits"),
    /** Half a pair cannot be written in UTF-8. */
    SURROGATE(false, "an escaped surrogate must be one of a pair"),
    /** Something else than an object stands where an event should. */
    NOT_AN_OBJECT(false, "an event must be a JSON object"),
    /** A CloudEvents batch that does not begin with a bracket. */
    NOT_AN_ARRAY(true, "a batch of CloudEvents must be a JSON array"),
    /** An attribute the format asks for is absent or null. */
    REQUIRED(false, "required"),
    /** An attribute of no characters. */
    EMPTY(false, "must not be empty"),
    /** For {@code type} and {@code source}. */
    NOT_TEXT(false, "must be text"),
    /** For {@code id} and {@code subject}. */
    NOT_TEXT_OR_INTEGER(false, "must be text or an integer"),
    /** A time in no form we know. */
    NOT_A_TIME(
            false,
            "must be an RFC 3339 time with an offset, such as 2026-01-31T08:15:00Z, or a number of epoch seconds or milliseconds"),
    /** A time outside of what the engine counts in. */
    TIME_RANGE(false, "must be from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z"),
    /** A number that would become infinite. */
    NUMBER_RANGE(false, "is beyond the range of a 64-bit floating-point number"),
    /** The same key twice in one object. */
    DUPLICATE_KEY(false, "this key occurs twice in one object"),
    /** Two keys of different objects that flatten to one name. */
    DUPLICATE_PROPERTY(false, "two keys of this event lead to this property name"),
    /** A key of no characters. */
    NAME_EMPTY(false, "a property name must not be empty"),
    /** Another version of CloudEvents. */
    SPECVERSION(false, "must be \"1.0\""),
    /** A header of binary mode that does not decode. */
    HEADER(false, "a ce- header must be percent-encoded UTF-8"),
    /** See {@link Limits#lineBytes()}. */
    EVENT_TOO_LONG(false, "an event must be at most %,d bytes", Limits::lineBytes),
    /** See {@link Limits#events()}. */
    TOO_MANY_EVENTS(false, "a body must hold at most %,d events", Limits::events),
    /** See {@link Limits#depth()}. */
    TOO_DEEP(false, "objects and arrays must be at most %,d deep", Limits::depth),
    /** See {@link Limits#properties()}. */
    TOO_MANY_PROPERTIES(false, "an event must have at most %,d properties", Limits::properties),
    /** See {@link Limits#nameBytes()}. */
    NAME_TOO_LONG(false, "a property name must be at most %,d bytes, its parents included", Limits::nameBytes),
    /** See {@link Limits#textBytes()}. */
    TEXT_TOO_LONG(false, "a text or array must be at most %,d bytes", Limits::textBytes),
    /** See {@link Limits#attributeBytes()}. */
    ATTRIBUTE_TOO_LONG(false, "must be at most %,d bytes", Limits::attributeBytes),
    /** The batch's own bound on its dictionary. */
    TOO_MANY_NAMES(false, "a body must hold at most 4,096 different property names"),
    /** The batch's own bounds, which hold for the events as they are journalled. */
    BATCH_FULL(false, "a body must fit into 12 MiB of journal with 4,096 names, types and sources: send fewer events");

    private final boolean syntax;
    private final String words;
    private final @Nullable ToIntFunction<Limits> bound;

    WireRule(boolean syntax, String words) {
        this(syntax, words, null);
    }

    WireRule(boolean syntax, String words, @Nullable ToIntFunction<Limits> bound) {
        this.syntax = syntax;
        this.words = words;
        this.bound = bound;
    }

    /** Whether what was sent is not even well-formed, as against an event that is not allowed. */
    boolean syntax() {
        return syntax;
    }

    /** The rule in words, with the bound that holds. */
    public String words(Limits limits) {
        return bound == null ? words : String.format(Locale.ROOT, words, bound.applyAsInt(limits));
    }
}
