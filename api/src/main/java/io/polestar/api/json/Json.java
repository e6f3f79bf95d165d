package io.polestar.api.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.polestar.engine.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules every JSON answer follows: numbers or null, times as RFC 3339 in UTC with milliseconds. */
public final class Json {
    /** The media type of an answer. */
    public static final String MEDIA_TYPE = "application/json";

    /** Integers up to here are exact as a double, and are written without a fraction. */
    private static final double EXACT_INTEGERS = 1L << 53;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private Json() {}

    /** Something that writes itself as one JSON value. */
    @FunctionalInterface
    public interface Body {
        /** Writes exactly one value. */
        void writeTo(JsonGenerator out) throws IOException;
    }

    /** The body as UTF-8 bytes. */
    public static byte[] bytes(Body body) {
        try (ByteArrayBuilder buffer = new ByteArrayBuilder(1024);
                JsonGenerator out = FACTORY.createGenerator(buffer)) {
            body.writeTo(out);
            out.flush();
            return buffer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body as text. */
    public static String text(Body body) {
        return new String(bytes(body), StandardCharsets.UTF_8);
    }

    /** Writes a field with a number, or null for NaN and infinities: JSON has no such numbers. */
    public static void number(JsonGenerator out, String name, double value) throws IOException {
        out.writeFieldName(name);
        number(out, value);
    }

    /** Writes a number, or null for NaN and infinities; a whole number is written without a fraction. */
    public static void number(JsonGenerator out, double value) throws IOException {
        if (!Double.isFinite(value)) {
            out.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) <= EXACT_INTEGERS) {
            out.writeNumber((long) value);
        } else {
            out.writeNumber(value);
        }
    }

    /** Writes a field with a time, or null where {@link #time(long)} knows none. */
    public static void time(JsonGenerator out, String name, long epochMillis) throws IOException {
        if (isTime(epochMillis)) {
            out.writeStringField(name, time(epochMillis));
        } else {
            out.writeNullField(name);
        }
    }

    /** A time as RFC 3339 in UTC with milliseconds. */
    public static String time(long epochMillis) {
        return TIME.format(Instant.ofEpochMilli(epochMillis));
    }

    /** Writes a field with a text or null. */
    public static void text(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value == null) {
            out.writeNullField(name);
        } else {
            out.writeStringField(name, value);
        }
    }

    /** Writes a list of numbers, null where there is none. */
    public static void numbers(JsonGenerator out, String name, double[] values) throws IOException {
        out.writeArrayFieldStart(name);
        for (double value : values) {
            number(out, value);
        }
        out.writeEndArray();
    }

    /** Writes a list of moments, in epoch milliseconds. */
    public static void times(JsonGenerator out, String name, long[] epochMillis) throws IOException {
        out.writeArrayFieldStart(name);
        for (long moment : epochMillis) {
            out.writeString(time(moment));
        }
        out.writeEndArray();
    }

    /** Writes a field with a list of texts. */
    public static void texts(JsonGenerator out, String name, List<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    /** Writes the field {@code rejected} of a receipt or a problem. */
    public static void rejected(JsonGenerator out, List<Refusal> refusals) throws IOException {
        out.writeArrayFieldStart("rejected");
        for (Refusal refusal : refusals) {
            out.writeStartObject();
            out.writeNumberField("index", refusal.index());
            out.writeStringField("field", refusal.field());
            out.writeStringField("value", refusal.value());
            out.writeStringField("rule", refusal.rule());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Whether that is a moment at all: the far ends of the range stand for "not known". */
    private static boolean isTime(long epochMillis) {
        return epochMillis != Long.MIN_VALUE && epochMillis != Long.MAX_VALUE;
    }
}
