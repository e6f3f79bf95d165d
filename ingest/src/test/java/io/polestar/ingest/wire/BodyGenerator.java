package io.polestar.ingest.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes events and damages them, the same ones for the same seed. */
final class BodyGenerator {
    private static final List<String> NAMES =
            List.of("country", "price", "quantity", "a", "b", "long_property_name", "国家", "k\\u0041y", "sp ace", "d.e");
    private static final List<String> TEXTS = List.of(
            "France",
            "",
            "United Kingdom",
            "法国巴黎",
            "tab\\there",
            "\\u00e9\\ud83d\\ude00",
            "😀 emoji",
            "quote\\\"d",
            "x".repeat(70));
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "12.50",
            "-3.25e2",
            "1E+3",
            "9007199254740993",
            "0.1",
            "123456789012345678901234567890",
            "1e-320",
            "4.9e-324",
            "1.7976931348623157e308",
            "2.2250738585072011e-308",
            "3.14159265358979323846",
            "1e22",
            "1e23",
            "8.5e-7");
    private static final List<String> INSERTS = List.of(
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            " ",
            "\n",
            "\r",
            "\t",
            "0",
            "-",
            ".",
            "e",
            "NaN",
            "Infinity",
            "1e400",
            "null",
            "true",
            "\u0000",
            "\u001f",
            "\u007f",
            "\\u",
            "\\ud800",
            "\\udc00",
            "\\x",
            "[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":",
            "\ufeff",
            "//",
            "'",
            "\"type\":",
            "\"data\":{}",
            "99999999999999999999999999",
            "+1",
            "01",
            "1.",
            ".5",
            "/**/");
    private static final byte[][] BAD_UTF8 = {
        {(byte) 0x80},
        {(byte) 0xc0, (byte) 0x80},
        {(byte) 0xc1, (byte) 0xbf},
        {(byte) 0xe0, (byte) 0x80, (byte) 0x80},
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xf0, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xff},
        {(byte) 0xe2, (byte) 0x82},
        {(byte) 0xf5}
    };

    private final Random random;

    BodyGenerator(Random random) {
        this.random = random;
    }

    /** An event as text; most are valid, some repeat a key or lead twice to one name. */
    String event() {
        StringBuilder out = new StringBuilder("{\"type\":\"")
                .append(pick(List.of("order", "visit", "订单")))
                .append('"');
        if (random.nextBoolean()) {
            out.append(",\"time\":")
                    .append(pick(List.of("1769847300", "1769847300123", "\"2026-01-31T08:15:00.5+08:00\"")));
        }
        if (random.nextBoolean()) {
            out.append(",\"id\":").append(pick(List.of("\"o-1\"", "17", "null", "\"\\u0041\"")));
        }
        if (random.nextInt(4) == 0) {
            out.append(",\"subject\":").append(pick(List.of("\"b\"", "-5")));
        }
        if (random.nextInt(4) == 0) {
            out.append(",\"extra\":").append(value(2));
        }
        if (random.nextInt(8) > 0) {
            out.append(",").append(space()).append("\"data\":").append(random.nextInt(8) == 0 ? value(2) : object(2));
        }
        return out.append(space()).append('}').toString();
    }

    private String object(int depth) {
        StringBuilder out = new StringBuilder("{");
        int size = random.nextInt(5);
        int first = random.nextInt(NAMES.size());
        for (int i = 0; i < size; i++) {
            out.append(i == 0 ? "" : ",").append(space()).append('"').append(NAMES.get((first + i) % NAMES.size()));
            out.append("\":").append(space()).append(value(depth + 1));
        }
        // An empty object is kept as it is written.
        return out.append(size == 0 ? "" : space()).append('}').toString();
    }

    private String value(int depth) {
        int kind = random.nextInt(depth > 4 ? 8 : 10);
        return switch (kind) {
            case 0, 1, 2 -> pick(NUMBERS);
            case 3, 4, 5 -> '"' + pick(TEXTS) + '"';
            case 6 -> pick(List.of("true", "false", "null"));
            case 7 -> pick(List.of("[]", "[1,\"x\",null,{\"a\":[true]}]", "[[\"法\"]]"));
            default -> object(depth);
        };
    }

    private String space() {
        return random.nextInt(8) == 0 ? pick(List.of(" ", "\t", "  ")) : "";
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The body with one to three pieces of damage. */
    byte[] mutated(byte[] body) {
        byte[] result = body;
        for (int i = random.nextInt(3); i >= 0; i--) {
            result = mutatedOnce(result);
        }
        return result;
    }

    private byte[] mutatedOnce(byte[] body) {
        if (body.length == 0) {
            return body;
        }
        int at = random.nextInt(body.length);
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(body, at);
            case 1 -> {
                byte[] flipped = body.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 2, 3 -> spliced(body, at, 0, pick(INSERTS).getBytes(StandardCharsets.UTF_8));
            case 4 -> spliced(body, at, 0, BAD_UTF8[random.nextInt(BAD_UTF8.length)]);
            case 5 -> spliced(body, at, Math.min(body.length - at, 1 + random.nextInt(4)), new byte[0]);
            default -> {
                int other = random.nextInt(body.length);
                yield spliced(body, at, 0, Arrays.copyOfRange(body, Math.min(at, other), Math.max(at, other)));
            }
        };
    }

    private static byte[] spliced(byte[] body, int at, int removed, byte[] inserted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(body, 0, at);
        out.writeBytes(inserted);
        out.write(body, at + removed, body.length - at - removed);
        return out.toByteArray();
    }
}
