package io.polestar.api.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One file as it is served: its bytes, the same compressed where that pays, and its tag. Immutable. */
final class Asset {
    private static final int WORTH_COMPRESSING_BYTES = 1_024;
    private static final int TAG_DIGITS = 20;

    private final byte[] bytes;
    private final byte @Nullable [] compressed;
    private final String mediaType;
    private final String tag;

    Asset(byte[] bytes, String mediaType) {
        this.bytes = bytes;
        this.mediaType = mediaType;
        this.tag = '"' + HexFormat.of().formatHex(sha256(bytes)).substring(0, TAG_DIGITS) + '"';
        this.compressed = isText(mediaType) && bytes.length >= WORTH_COMPRESSING_BYTES ? gzip(bytes) : null;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The bytes as gzip, null when that is not worth it. */
    byte @Nullable [] compressed() {
        return compressed;
    }

    String mediaType() {
        return mediaType;
    }

    /** The strong entity tag, quotes included. */
    String tag() {
        return tag;
    }

    private static boolean isText(String mediaType) {
        return mediaType.startsWith("text/") || mediaType.contains("json") || mediaType.contains("svg");
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
