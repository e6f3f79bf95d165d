package io.polestar.bench.peer;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;

/** One event of the stream, as a program holds it before it knows anything of segments. */
public record Order(
        long timeMillis,
        String country,
        String product,
        String channel,
        String user,
        String session,
        String device,
        String page,
        String city,
        long cents)
        implements Serializable {
    /** A property of an order. */
    public record Property(String name, Function<Order, String> of) {}

    /** What count and sum are split by: 8,000 segments. */
    public static final List<Property> DIMENSIONS = List.of(
            new Property("country", Order::country),
            new Property("product", Order::product),
            new Property("channel", Order::channel));

    /** What is counted distinct, as a whole. */
    public static final List<Property> DISTINCT = List.of(
            new Property("user", Order::user),
            new Property("session", Order::session),
            new Property("device", Order::device),
            new Property("page", Order::page),
            new Property("city", Order::city));
}
