package io.polestar.engine.intake;

import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.Tag;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Values of properties as text. */
final class Texts {
    private Texts() {}

    /** The current property's value: a text as it is, anything else as JSON writes it. */
    static String of(EventCursor event) {
        byte[] bytes = event.bytes();
        int at = event.propertyOffset();
        return switch (EventCursor.tag(bytes, at)) {
            case Tag.TEXT, Tag.JSON ->
                new String(
                        bytes, EventCursor.textOffset(at), EventCursor.textLength(bytes, at), StandardCharsets.UTF_8);
            case Tag.NUMBER ->
                new BigDecimal(Double.toString(EventCursor.number(bytes, at)))
                        .stripTrailingZeros()
                        .toPlainString();
            case Tag.TRUE -> "true";
            case Tag.FALSE -> "false";
            default -> "null";
        };
    }
}
