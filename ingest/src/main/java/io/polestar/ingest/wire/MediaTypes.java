package io.polestar.ingest.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds out from a request's headers how its body is to be read. */
public final class MediaTypes {
    private MediaTypes() {}

    /** What the headers say. */
    public sealed interface Resolution {
        /** The body can be read. */
        record Readable(WireFormat format, boolean gzip) implements Resolution {}

        /** It cannot; {@code value} is the header's. */
        record Unsupported(BodyRule rule, String value) implements Resolution {}
    }

    /**
     * Resolves a request's headers. A browser sends no request of a foreign page with one of these content types without asking
     * first, which is why a body without one is refused.
     *
     * @param contentType the Content-Type header, null if there is none
     * @param contentEncoding the Content-Encoding header, null if there is none
     * @param cloudEventHeaders whether there is a {@code ce-specversion} header
     */
    public static Resolution resolve(
            @Nullable String contentType, @Nullable String contentEncoding, boolean cloudEventHeaders) {
        String encoding = contentEncoding == null ? "identity" : normal(contentEncoding);
        boolean gzip = encoding.equals("gzip") || encoding.equals("x-gzip");
        if (!gzip && !encoding.equals("identity") && !encoding.isEmpty()) {
            return new Resolution.Unsupported(BodyRule.CONTENT_ENCODING, encoding);
        }
        String given = contentType == null ? "" : contentType;
        if (!isUtf8(given)) {
            return new Resolution.Unsupported(BodyRule.CHARSET, given);
        }
        @Nullable WireFormat format = format(essence(given), cloudEventHeaders);
        return format == null
                ? new Resolution.Unsupported(BodyRule.CONTENT_TYPE, given)
                : new Resolution.Readable(format, gzip);
    }

    private static @Nullable WireFormat format(String essence, boolean cloudEventHeaders) {
        return switch (essence) {
            case "application/cloudevents+json" -> WireFormat.CLOUDEVENT;
            case "application/cloudevents-batch+json" -> WireFormat.CLOUDEVENT_BATCH;
            case "application/json" -> cloudEventHeaders ? WireFormat.CLOUDEVENT_BINARY : WireFormat.JSON;
            case "application/x-ndjson", "application/ndjson" ->
                cloudEventHeaders ? WireFormat.CLOUDEVENT_BINARY : WireFormat.NDJSON;
            default -> cloudEventHeaders ? WireFormat.CLOUDEVENT_BINARY : null;
        };
    }

    /** Whether data of that type is JSON; without a type it is. */
    static boolean isJson(@Nullable String contentType) {
        String essence = contentType == null ? "" : essence(contentType);
        return essence.isEmpty()
                || essence.equals("application/json")
                || essence.equals("text/json")
                || essence.endsWith("+json");
    }

    /** Whether data of that type is text other than JSON. */
    static boolean isText(@Nullable String contentType) {
        return contentType != null && essence(contentType).startsWith("text/");
    }

    private static String essence(String contentType) {
        int parameters = contentType.indexOf(';');
        return normal(parameters < 0 ? contentType : contentType.substring(0, parameters));
    }

    private static boolean isUtf8(String contentType) {
        for (String parameter : contentType.split(";", -1)) {
            String normal = normal(parameter).replace("\"", "");
            if (normal.startsWith("charset=") && !normal.equals("charset=utf-8") && !normal.equals("charset=utf8")) {
                return normal.equals("charset=us-ascii");
            }
        }
        return true;
    }

    private static String normal(String header) {
        return header.strip().toLowerCase(Locale.ROOT);
    }
}
