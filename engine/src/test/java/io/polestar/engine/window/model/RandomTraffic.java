package io.polestar.engine.window.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random batches of events that go for the edges: pane and day borders to the millisecond, offset changes of the zone, late,
 * early, repeated and out of order, with properties that are missing or of another type.
 */
public final class RandomTraffic {
    private static final long DAY = 86_400_000;
    private static final long[] GRAINS = {100, 1_000, 5_000, 15_000, 60_000, 900_000, 3_600_000, 14_400_000, DAY};

    private final Random random;
    private final ZoneId zone;
    private final List<RawEvent> sent = new ArrayList<>();
    private int ids;

    public RandomTraffic(long seed, ZoneId zone) {
        this.random = new Random(seed * 31 + 7);
        this.zone = zone;
    }

    /** A moment within three days of a change of the zone's offset, or any when it has none. */
    public long start() {
        Instant after = LocalDate.of(2011, 6, 1)
                .plusDays(random.nextInt(600))
                .atStartOfDay(zone)
                .toInstant();
        ZoneOffsetTransition change = zone.getRules().nextTransition(after);
        long near = change == null ? after.toEpochMilli() : change.getInstant().toEpochMilli();
        return near - (long) (random.nextDouble() * 3 * DAY);
    }

    /** How far the clock moves next: mostly a little, now and then hours or days. */
    public long pause() {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1, 2 -> random.nextInt(100);
            case 3, 4, 5 -> random.nextInt(3_000);
            case 6 -> random.nextInt(90_000);
            case 7 -> random.nextInt(3_600_000);
            case 8 -> random.nextInt(100_000_000);
            default -> random.nextInt(5) == 0 ? (long) (random.nextDouble() * 31 * DAY) : random.nextInt(15_000);
        };
    }

    public boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    /** Events sent when the clock reads {@code now}; the first may be ahead by {@code leapMillis}. */
    public List<RawEvent> batch(long now, long leapMillis, boolean early) {
        List<RawEvent> batch = new ArrayList<>();
        int size = 1 + random.nextInt(12);
        for (int index = 0; index < size; index++) {
            if (!sent.isEmpty() && chance(12)) {
                batch.add(sent.get(random.nextInt(sent.size())));
            } else {
                RawEvent event = event(index == 0 ? now + leapMillis : time(now, early));
                batch.add(event);
                sent.add(event);
            }
        }
        return batch;
    }

    /** One of them. */
    public <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** What an event should have said; it keeps its id and source, and often its time. */
    public RawEvent insteadOf(RawEvent wrong, long now) {
        RawEvent right =
                event(chance(2) ? wrong.timeMillis() : Math.min(now, wrong.timeMillis() + random.nextInt(90_000)));
        return new RawEvent(
                right.timeMillis(), right.type(), wrong.source(), wrong.id(), right.subject(), right.properties());
    }

    /** One event of that time span, both ends included. */
    public RawEvent between(long fromMillis, long toMillis) {
        return event(fromMillis + (long) (random.nextDouble() * (toMillis - fromMillis + 1)));
    }

    private long time(long now, boolean early) {
        return switch (random.nextInt(9)) {
            case 0 -> now;
            case 1, 2 -> now - random.nextInt(2_000);
            case 3 -> now - random.nextInt(100_000);
            case 4 -> now - random.nextInt(7_200_000);
            case 5 -> now - (long) (random.nextDouble() * 35 * DAY);
            case 6 -> edge(now);
            case 7 -> dayEdge(now);
            default -> early ? now + earlyMillis() : now - random.nextInt(10);
        };
    }

    private long earlyMillis() {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(3_000);
            case 1 -> random.nextInt(200_000);
            default -> random.nextInt(3_700_000);
        };
    }

    private long edge(long now) {
        long grain = GRAINS[random.nextInt(GRAINS.length)];
        long back = random.nextInt(4) * grain + (chance(3) ? 60 * grain : 0);
        return Math.floorDiv(now, grain) * grain - back - random.nextInt(2);
    }

    private long dayEdge(long now) {
        long start = LocalDate.ofInstant(Instant.ofEpochMilli(now), zone)
                .minusDays(random.nextInt(3))
                .atStartOfDay(zone)
                .toInstant()
                .toEpochMilli();
        return Math.min(now, start + random.nextInt(3) - 1);
    }

    private RawEvent event(long time) {
        Map<String, Object> properties = new HashMap<>();
        some(properties, "country", List.of("DE", "FR", "CN", "US", "other", "BR"));
        some(
                properties,
                "device",
                List.of("phone", decimal("3"), decimal("2.5"), decimal("-7"), true, false, "desk", "tv"));
        some(properties, "page", List.of("a", "b", "xa", "xb", decimal("1"), true));
        some(properties, "customer", List.of("c1", decimal("1"), decimal("1.5"), "1", false, "c2", "c3"));
        some(properties, "amount", List.of(decimal("1.25"), decimal("5"), decimal("17.99"), decimal("-4.10"), "many"));
        some(properties, "quantity", List.of(decimal("1"), decimal("12"), decimal("-3")));
        some(properties, "price", List.of(decimal("0.125"), decimal("9.99"), decimal("1234.567"), decimal("0.001")));
        some(properties, "premium", List.of(true, false, "true"));
        if (chance(3)) {
            some(properties, "discount", List.of(decimal("0.5"), decimal("0.125")));
        }
        return new RawEvent(
                time,
                chance(3) ? "visit" : chance(20) ? "unread" : "sale",
                List.of("app", "web", "till").get(random.nextInt(3)),
                chance(5) ? null : "id" + ids++,
                chance(6) ? null : "s" + random.nextInt(9),
                properties);
    }

    private void some(Map<String, Object> properties, String name, List<Object> choices) {
        if (!chance(6)) {
            properties.put(name, choices.get(random.nextInt(choices.size())));
        }
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
