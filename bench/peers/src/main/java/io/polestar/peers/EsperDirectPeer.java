package io.polestar.peers;

/** Esper as its manual begins: each statement keeps the events of the last minute and groups them. */
public final class EsperDirectPeer extends EsperPeer {
    @Override
    public String name() {
        return "Esper direct";
    }

    @Override
    public String work() {
        return "9.0 (GPL-2.0, only measured here); eight statements over #ext_timed(60 sec), object-array events, one thread; every event"
                + " enters and leaves each statement's window";
    }

    @Override
    public int events(int usual) {
        return usual / 12;
    }

    @Override
    String cells() {
        return """
                @name('%1$s') select %1$s as segment, count(*) as n, sum(cents) as cents
                from Purchase#ext_timed(time, 60 sec) group by %1$s;
                """;
    }

    @Override
    String different() {
        return """
                @name('%1$s') select count(distinct %1$s) as n from Purchase#ext_timed(time, 60 sec);
                """;
    }

    @Override
    boolean endsWithNext() {
        return false;
    }
}
