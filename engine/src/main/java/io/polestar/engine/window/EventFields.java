package io.polestar.engine.window;

import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.event.Tag;
import io.polestar.engine.tree.Condition;
import io.polestar.engine.tree.Formula;
import java.util.Arrays;

/**
 * The properties of the current event that some metric looks at, each in the slot it was given once for all. Slots are
 * filled by one walk over the event and emptied by counting a stamp on. One thread; allocates nothing.
 */
final class EventFields implements Condition.Fields, Formula.Values {
    /** The slots with a meaning of their own. */
    static final int SUBJECT = 0;

    static final int SOURCE = 1;
    static final int FIRST_PROPERTY = 2;

    private final NameIndex properties;
    private final byte[] tags;
    private final int[] offsets;
    private final int[] lengths;
    private final long[] stamps;
    private int[] slotOfName = new int[64];
    private long stamp;
    private byte[] bytes = new byte[0];

    /** @param properties names that are looked at; the slot of a name is its number plus {@link #FIRST_PROPERTY} */
    EventFields(NameIndex properties) {
        this.properties = properties;
        int slots = FIRST_PROPERTY + properties.size();
        this.tags = new byte[slots];
        this.offsets = new int[slots];
        this.lengths = new int[slots];
        this.stamps = new long[slots];
    }

    /** To be called once a batch, before its first event. */
    void bind(EventCursor batch) {
        bytes = batch.bytes();
        int names = batch.nameLimit();
        if (names > slotOfName.length) {
            slotOfName = new int[Math.max(names, slotOfName.length * 2)];
        }
        Arrays.fill(slotOfName, 0, EventCursor.FIRST_NAME_REF, -1);
        slotOfName[EventCursor.SUBJECT_REF] = SUBJECT;
        for (int name = EventCursor.FIRST_NAME_REF; name < names; name++) {
            int number = properties.find(bytes, batch.nameOffset(name), batch.nameLength(name));
            slotOfName[name] = number < 0 ? -1 : FIRST_PROPERTY + number;
        }
    }

    /** To be called once an event. */
    void fill(EventCursor event) {
        stamp++;
        put(SOURCE, Tag.TEXT, event.nameOffset(event.sourceRef()), event.nameLength(event.sourceRef()));
        while (event.nextProperty()) {
            int slot = slotOfName[event.propertyRef()];
            if (slot >= 0) {
                int at = event.propertyOffset();
                byte tag = EventCursor.tag(bytes, at);
                if (tag == Tag.TEXT) {
                    put(slot, tag, EventCursor.textOffset(at), EventCursor.textLength(bytes, at));
                } else {
                    put(slot, tag, at, 0);
                }
            }
        }
    }

    private void put(int slot, byte tag, int offset, int length) {
        stamps[slot] = stamp;
        tags[slot] = tag;
        offsets[slot] = offset;
        lengths[slot] = length;
    }

    /** Tag of the value in a slot, {@link Tag#ABSENT} without one. */
    byte tag(int slot) {
        return stamps[slot] == stamp ? tags[slot] : Tag.ABSENT;
    }

    byte[] bytes() {
        return bytes;
    }

    int textOffset(int slot) {
        return offsets[slot];
    }

    int textLength(int slot) {
        return lengths[slot];
    }

    /** Keyed hash of the value, equal for equal values of one type; 0 when there is none. */
    long hash(int slot, KeyedHash hash) {
        return switch (tag(slot)) {
            case Tag.TEXT -> hash.of(bytes, offsets[slot], lengths[slot]);
            case Tag.NUMBER -> KeyedHash.combine(hash.key(), Double.doubleToLongBits(number(slot) + 0.0));
            case Tag.TRUE -> KeyedHash.combine(hash.key(), 1);
            case Tag.FALSE -> KeyedHash.combine(hash.key(), 2);
            default -> 0;
        };
    }

    @Override
    public double get(int slot) {
        return isNumber(slot) ? number(slot) : Double.NaN;
    }

    @Override
    public boolean present(int slot) {
        byte tag = tag(slot);
        return tag != Tag.ABSENT && tag != Tag.NULL;
    }

    @Override
    public boolean isNumber(int slot) {
        return tag(slot) == Tag.NUMBER;
    }

    @Override
    public double number(int slot) {
        return EventCursor.number(bytes, offsets[slot]);
    }

    @Override
    public boolean isText(int slot) {
        return tag(slot) == Tag.TEXT;
    }

    @Override
    public boolean textEquals(int slot, byte[] utf8) {
        return lengths[slot] == utf8.length && matches(offsets[slot], utf8);
    }

    @Override
    public boolean textStartsWith(int slot, byte[] utf8) {
        return lengths[slot] >= utf8.length && matches(offsets[slot], utf8);
    }

    @Override
    public boolean textEndsWith(int slot, byte[] utf8) {
        return lengths[slot] >= utf8.length && matches(offsets[slot] + lengths[slot] - utf8.length, utf8);
    }

    @Override
    public boolean textContains(int slot, byte[] utf8) {
        int last = offsets[slot] + lengths[slot] - utf8.length;
        for (int at = offsets[slot]; at <= last; at++) {
            if (matches(at, utf8)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isBoolean(int slot) {
        byte tag = tag(slot);
        return tag == Tag.TRUE || tag == Tag.FALSE;
    }

    @Override
    public boolean bool(int slot) {
        return tag(slot) == Tag.TRUE;
    }

    private boolean matches(int at, byte[] utf8) {
        return Arrays.equals(bytes, at, at + utf8.length, utf8, 0, utf8.length);
    }
}
