package io.polestar.bench.peer;

import io.polestar.engine.event.EventBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes orders into a batch of the engine's, property by property, as a program does that has it in its own process. One thread. */
final class OrderEncoder {
    private static final byte[] TYPE = "order".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AMOUNT = "amount".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_TEXT = 64;

    private final EventBatch batch;
    private final List<Order.Property> properties = new ArrayList<>(Order.DIMENSIONS);
    private final byte[][] names;
    private final int[] numbers;
    private int amount;
    private final byte[] text = new byte[LONGEST_TEXT];

    OrderEncoder(EventBatch batch) {
        this.batch = batch;
        properties.addAll(Order.DISTINCT);
        names = properties.stream()
                .map(property -> property.name().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        numbers = new int[names.length];
    }

    /** The sealed bytes of a batch of these orders, until the next. */
    byte[] encode(List<Order> orders) {
        batch.reset();
        for (int property = 0; property < names.length; property++) {
            numbers[property] = batch.name(names[property], 0, names[property].length);
        }
        amount = batch.name(AMOUNT, 0, AMOUNT.length);
        for (int index = 0; index < orders.size(); index++) {
            encode(orders.get(index));
        }
        batch.seal();
        return batch.bytes();
    }

    private void encode(Order order) {
        batch.beginEvent();
        batch.time(order.timeMillis());
        batch.type(TYPE, 0, TYPE.length);
        for (int property = 0; property < names.length; property++) {
            int length = ascii(properties.get(property).of().apply(order));
            batch.text(numbers[property], text, 0, length);
        }
        batch.number(amount, order.cents() / 100.0);
        batch.endEvent();
    }

    private int ascii(String value) {
        int length = value.length();
        for (int index = 0; index < length; index++) {
            text[index] = (byte) value.charAt(index);
        }
        return length;
    }
}
