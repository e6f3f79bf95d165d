package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.event.Tag;
import io.polestar.engine.tree.Dimension;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The segments of one dimension, numbered as they are admitted: {@link #NONE} and {@link #OTHER} first, then what events bring
 * until the bound is reached; later ones fold into {@link #OTHER}. One thread writes.
 */
final class DimensionSegments {
    /** Number of the segment of events without the property. */
    static final int NONE = 0;

    /** Number of the segment that takes what the bound does not admit. */
    static final int OTHER = 1;

    private static final int RESERVED = 2;
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.UTF_8);
    private static final int CACHED_FRACTIONS = 256;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    private final Dimension dimension;
    private final NameIndex names;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final ZoneRules rules;
    private PairSegments pairs = new PairSegments();
    private final CellSet onceFolded = new CellSet();
    private int slot = -1;
    private int first = -1;
    private int second = -1;
    private NameIndex namesOfFirst;
    private NameIndex namesOfSecond;
    private byte[] pairText = new byte[64];
    private final byte[] digits = new byte[24];
    private final long[] fractions = new long[CACHED_FRACTIONS];
    private final int[] fractionSegments = new int[CACHED_FRACTIONS];

    private long offsetMillis;
    private long offsetFrom = Long.MAX_VALUE;
    private long offsetUntil = Long.MIN_VALUE;

    DimensionSegments(Dimension dimension, ZoneId zone, KeyedHash hash) {
        this.dimension = dimension;
        this.names = new NameIndex(hash);
        this.namesOfFirst = names;
        this.namesOfSecond = names;
        this.rules = zone.getRules();
        number(names.add(Dimension.NONE));
        number(names.add(Dimension.OTHER));
        if (dimension.origin() instanceof Dimension.TimePart part) {
            boolean hours = part == Dimension.TimePart.HOUR_OF_DAY;
            for (int value = hours ? 0 : 1; value <= (hours ? 23 : 7); value++) {
                number(names.add(hours ? String.format("%02d", value) : Integer.toString(value)));
            }
        }
    }

    /** A copy that has admitted the same first {@code count} segments; their texts may be read while more are admitted. */
    DimensionSegments copy(ZoneId zone, KeyedHash hash, int count) {
        DimensionSegments copy = new DimensionSegments(dimension, zone, hash);
        for (int segment = RESERVED; segment < count; segment++) {
            copy.number(copy.names.add(names.texts().get(segment)));
        }
        return copy;
    }

    /**
     * Number of a segment that others have admitted; it is admitted even beyond the bound when it is new. If this has no room any more it has
     * perhaps met the segment before and folded it.
     */
    int admitAnyway(String text) {
        int known = find(text);
        if (known >= 0) {
            return known;
        }
        boolean full = isFull();
        int number = number(names.add(text));
        if (full) {
            onceFolded.add(number);
        }
        return number;
    }

    /** Notes those of these segments that another, which has no room any more, has not: it has perhaps met and folded them. */
    void noteFoldedBy(DimensionSegments other) {
        for (int segment = RESERVED; other.isFull() && segment < names.size(); segment++) {
            if (other.find(names.texts().get(segment)) < 0) {
                onceFolded.add(segment);
            }
        }
    }

    private boolean isFull() {
        return names.size() >= RESERVED + dimension.bound();
    }

    /** Whether events of this segment may once have been counted in {@link #OTHER}. */
    boolean wasFolded(int segment) {
        return onceFolded.has(segment);
    }

    /** Says where {@link EventFields} keeps the dimension's property; less than 0 when it has none. */
    void bindSlot(int propertySlot) {
        slot = propertySlot;
    }

    /** Finds, among the tree's dimensions, those a pair consists of; their segments may have other numbers than before. */
    void bindParts(DimensionSegments[] all) {
        if (dimension.origin() instanceof Dimension.Pair parts) {
            pairs = new PairSegments();
            first = indexOf(all, parts.first());
            second = indexOf(all, parts.second());
            namesOfFirst = all[first].names;
            namesOfSecond = all[second].names;
        }
    }

    private static int indexOf(DimensionSegments[] all, String id) {
        for (int index = 0; index < all.length; index++) {
            if (all[index].dimension.id().equals(id)) {
                return index;
            }
        }
        throw new IllegalArgumentException("a pair names no dimension of the tree, id=" + id);
    }

    boolean isPair() {
        return first >= 0;
    }

    /** Number of a pair's first dimension. */
    int first() {
        return first;
    }

    /** Number of a pair's second dimension. */
    int second() {
        return second;
    }

    /** Number of the segment that two segments make; admits it when it is new. */
    int ofPair(int ofFirst, int ofSecond) {
        int known = pairs.find(ofFirst, ofSecond);
        if (known >= 0) {
            return known;
        }
        int length = writePair(namesOfFirst.utf8(ofFirst), namesOfSecond.utf8(ofSecond));
        int number = admit(pairText, 0, length);
        if (number != OTHER) {
            pairs.put(ofFirst, ofSecond, number);
        }
        return number;
    }

    /** Writes what {@link Dimension.Pair#segment} says of two segments into a buffer that may be another one then; gives its length. */
    private int writePair(byte[] ofFirst, byte[] ofSecond) {
        int length = ofFirst.length + 1 + ofSecond.length;
        if (length > pairText.length) {
            pairText = new byte[length * 2];
        }
        System.arraycopy(ofFirst, 0, pairText, 0, ofFirst.length);
        pairText[ofFirst.length] = (byte) Dimension.Pair.SEPARATOR;
        System.arraycopy(ofSecond, 0, pairText, ofFirst.length + 1, ofSecond.length);
        return length;
    }

    /** Number of the segment an event belongs to; admits it when it is new. */
    int of(EventFields fields, long timeMillis) {
        if (dimension.origin() instanceof Dimension.TimePart part) {
            long local = timeMillis + offsetMillis(timeMillis);
            return part == Dimension.TimePart.HOUR_OF_DAY
                    ? RESERVED + (int) Math.floorMod(Math.floorDiv(local, HOUR_MILLIS), 24L)
                    : RESERVED + (int) Math.floorMod(Math.floorDiv(local, DAY_MILLIS) + 3, 7L);
        }
        return switch (fields.tag(slot)) {
            case Tag.TEXT -> admit(fields.bytes(), fields.textOffset(slot), fields.textLength(slot));
            case Tag.NUMBER -> ofNumber(fields.number(slot));
            case Tag.TRUE -> admit(TRUE, 0, TRUE.length);
            case Tag.FALSE -> admit(FALSE, 0, FALSE.length);
            default -> NONE;
        };
    }

    private int admit(byte[] bytes, int offset, int length) {
        int found = names.find(bytes, offset, length);
        if (found >= 0) {
            return found;
        }
        if (isFull()) {
            return OTHER;
        }
        return number(names.add(bytes, offset, length));
    }

    private int number(int added) {
        numbers.put(names.texts().get(added), added);
        return added;
    }

    private int ofNumber(double value) {
        long whole = (long) value;
        if (whole != value || Math.abs(whole) >= 1L << 53) {
            return ofFraction(value);
        }
        int at = digits.length;
        long rest = Math.abs(whole);
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        if (whole < 0) {
            digits[--at] = '-';
        }
        return admit(digits, at, digits.length - at);
    }

    /** Its text is made only when the cache does not know the number. */
    private int ofFraction(double value) {
        long bits = Double.doubleToLongBits(value);
        int at = (int) (KeyedHash.mix(bits) & (CACHED_FRACTIONS - 1));
        if (fractions[at] != bits) {
            byte[] text = Double.toString(value).getBytes(StandardCharsets.UTF_8);
            int segment = admit(text, 0, text.length);
            fractions[at] = bits;
            fractionSegments[at] = segment;
        }
        return fractionSegments[at];
    }

    private long offsetMillis(long timeMillis) {
        if (timeMillis < offsetFrom || timeMillis >= offsetUntil) {
            Instant instant = Instant.ofEpochMilli(timeMillis);
            ZoneOffset offset = rules.getOffset(instant);
            @Nullable ZoneOffsetTransition next = rules.nextTransition(instant);
            offsetFrom = timeMillis;
            offsetUntil = next == null ? Long.MAX_VALUE : next.getInstant().toEpochMilli();
            offsetMillis = offset.getTotalSeconds() * 1000L;
        }
        return offsetMillis;
    }

    /** Number of a segment by its text, -1 when it has not been admitted; safe from any thread. */
    int find(String segment) {
        return numbers.getOrDefault(segment, -1);
    }

    /** All admitted so far, by number; safe to read from any thread. */
    List<String> texts() {
        return names.texts();
    }

    int size() {
        return names.size();
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(names.size());
        for (String text : names.texts()) {
            out.writeUTF(text);
        }
        onceFolded.writeTo(out);
    }

    void readFrom(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            number(names.add(in.readUTF()));
        }
        onceFolded.readFrom(in);
    }

    long stateHash() {
        long hash = 0;
        for (int number = 0; number < names.size(); number++) {
            hash = KeyedHash.combine(hash + 1, names.texts().get(number).hashCode());
        }
        return hash;
    }
}
