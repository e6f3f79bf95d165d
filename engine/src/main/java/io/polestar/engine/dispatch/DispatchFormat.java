package io.polestar.engine.dispatch;

import io.polestar.engine.dispatch.Strand.Untold;
import io.polestar.engine.tree.Segment;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Dispatcher} stands in a snapshot. Big-endian; texts as {@link NoteFormat} has them.
 *
 * <pre>
 *     byte  version, 1
 *     long  messages told, long digest of their ids
 *     int   groups   then for each: int route, text key, long told, flush, remind
 *     int   cases    then for each: long number, text dimension or null, text segment, note, boolean open, retracted, muted, acknowledged,
 *                    int strands, each strand
 *     int   gates    then for each: text channel, long since, int sent, each long time, int held messages, boolean holding, int alerts, each note
 *
 *     strand: int route, text key, texts channels, texts told, byte untold, boolean planned, long ready, int level, long pressing, escalate
 * </pre>
 */
final class DispatchFormat {
    private static final byte VERSION = 1;
    private static final int MOST = 10_000_000;

    private DispatchFormat() {}

    static void write(DataOutput out, Ledger ledger, Outlet outlet) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(outlet.told());
        out.writeLong(outlet.chain());
        List<Group> groups = ledger.groups();
        out.writeInt(groups.size());
        for (Group group : groups) {
            out.writeInt(group.route);
            NoteFormat.text(out, group.key);
            out.writeLong(group.toldMillis);
            out.writeLong(group.flushMillis);
            out.writeLong(group.remindMillis);
        }
        out.writeInt(ledger.caseCount());
        for (Case one : ledger.cases()) {
            write(out, one);
        }
        out.writeInt(outlet.gates().size());
        for (Gate gate : outlet.gates().values()) {
            write(out, gate);
        }
    }

    private static void write(DataOutput out, Case one) throws IOException {
        out.writeLong(one.number);
        Segment segment = one.segment;
        NoteFormat.text(out, segment == null ? null : segment.dimension());
        NoteFormat.text(out, segment == null ? null : segment.value());
        NoteFormat.write(out, one.note);
        out.writeBoolean(one.open);
        out.writeBoolean(one.retracted);
        out.writeBoolean(one.muted);
        out.writeBoolean(one.acknowledged);
        out.writeInt(one.strands.size());
        for (Strand strand : one.strands) {
            out.writeInt(strand.group.route);
            NoteFormat.text(out, strand.group.key);
            texts(out, strand.channels);
            texts(out, strand.told);
            out.writeByte(strand.untold.ordinal());
            out.writeBoolean(strand.group.untold.contains(strand));
            out.writeLong(strand.readyMillis);
            out.writeInt(strand.level);
            out.writeLong(strand.pressingMillis);
            out.writeLong(strand.escalateMillis);
        }
    }

    private static void write(DataOutput out, Gate gate) throws IOException {
        NoteFormat.text(out, gate.channel);
        out.writeLong(gate.sinceMillis);
        out.writeInt(gate.sent.size());
        for (long millis : gate.sent) {
            out.writeLong(millis);
        }
        out.writeInt(gate.heldMessages);
        out.writeBoolean(gate.holding);
        out.writeInt(gate.held.size());
        for (AlertNote alert : gate.held.values()) {
            NoteFormat.write(out, alert);
        }
    }

    static void read(DataInput in, Ledger ledger, Outlet outlet, int routes) throws IOException {
        byte version = in.readByte();
        if (version != VERSION) {
            throw new IOException("messages are of another version, version=" + version + " known=" + VERSION);
        }
        outlet.restore(in.readLong(), in.readLong());
        List<Group> groups = new ArrayList<>();
        for (int left = count(in.readInt(), MOST); left > 0; left--) {
            Group group = ledger.group(route(in, routes), NoteFormat.text(in));
            group.toldMillis = in.readLong();
            group.flushMillis = in.readLong();
            group.remindMillis = in.readLong();
            groups.add(group);
        }
        for (int left = count(in.readInt(), MOST); left > 0; left--) {
            readCase(in, ledger, routes);
        }
        groups.forEach(ledger::wait);
        for (int left = count(in.readInt(), MOST); left > 0; left--) {
            readGate(in, outlet);
        }
    }

    private static void readCase(DataInput in, Ledger ledger, int routes) throws IOException {
        long number = in.readLong();
        String dimension = NoteFormat.textOrNull(in);
        String value = NoteFormat.textOrNull(in);
        @Nullable Segment segment = dimension == null || value == null ? null : new Segment(dimension, value);
        Case one = new Case(number, segment, NoteFormat.read(in));
        one.open = in.readBoolean();
        one.retracted = in.readBoolean();
        one.muted = in.readBoolean();
        one.acknowledged = in.readBoolean();
        ledger.add(one);
        for (int left = count(in.readInt(), MOST); left > 0; left--) {
            readStrand(in, ledger, one, routes);
        }
    }

    private static void readStrand(DataInput in, Ledger ledger, Case of, int routes) throws IOException {
        Group group = ledger.group(route(in, routes), NoteFormat.text(in));
        Strand strand = ledger.place(of, group, texts(in));
        strand.told.addAll(texts(in));
        strand.untold = Untold.values()[count(in.readByte(), Untold.values().length - 1)];
        boolean planned = in.readBoolean();
        strand.readyMillis = in.readLong();
        strand.level = count(in.readInt(), MOST);
        long pressing = in.readLong();
        long escalate = in.readLong();
        strand.pressingMillis = pressing;
        if (planned) {
            group.untold.add(strand);
        }
        if (escalate != Dispatcher.NEVER) {
            ledger.press(strand, pressing);
        }
    }

    private static void readGate(DataInput in, Outlet outlet) throws IOException {
        String channel = NoteFormat.text(in);
        Gate found = outlet.gates().get(channel);
        Gate gate = found == null ? new Gate(channel, 1) : found;
        gate.sinceMillis = in.readLong();
        for (int left = count(in.readInt(), MOST); left > 0; left--) {
            gate.sent.add(in.readLong());
        }
        gate.heldMessages = in.readInt();
        gate.holding = in.readBoolean();
        for (int left = count(in.readInt(), MOST); left > 0; left--) {
            AlertNote alert = NoteFormat.read(in);
            gate.held.put(alert.episode(), alert);
        }
    }

    private static int route(DataInput in, int routes) throws IOException {
        int route = in.readInt();
        if (route < Group.ORPHANS || route >= routes) {
            throw new IOException("messages are damaged, route=" + route + " routes=" + routes);
        }
        return route;
    }

    private static void texts(DataOutput out, Collection<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            NoteFormat.text(out, text);
        }
    }

    private static List<String> texts(DataInput in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = count(in.readInt(), MOST); left > 0; left--) {
            texts.add(NoteFormat.text(in));
        }
        return texts;
    }

    static int count(int count, int most) throws IOException {
        if (count < 0 || count > most) {
            throw new IOException("messages are damaged, count=" + count + " most=" + most);
        }
        return count;
    }
}
