package io.polestar.peers;

/** Esper with the events of each second added up first, and the seconds kept for a minute. */
public final class EsperTwoStagePeer extends EsperPeer {
    @Override
    public String name() {
        return "Esper two-stage";
    }

    @Override
    public String work() {
        return "9.0 (GPL-2.0, only measured here); first stage #ext_timed_batch(1 sec) grouped, second stage #ext_timed(60 sec) over its"
                + " rows; object-array events, one thread";
    }

    @Override
    public int events(int usual) {
        return usual / 6;
    }

    @Override
    String cells() {
        return """
                insert into %1$s_pane select %1$s as segment, pane, count(*) as n, sum(cents) as cents
                from Purchase#ext_timed_batch(time, 1 sec, 0L) group by %1$s, pane having count(*) > 0;
                @name('%1$s') select segment, sum(n) as n, sum(cents) as cents
                from %1$s_pane#ext_timed(pane, 60 sec) group by segment;
                """;
    }

    @Override
    String different() {
        return """
                insert into %1$s_pane select distinct %1$s as item, pane from Purchase#ext_timed_batch(time, 1 sec, 0L);
                @name('%1$s') select count(distinct item) as n from %1$s_pane#ext_timed(pane, 60 sec);
                """;
    }

    @Override
    boolean endsWithNext() {
        return true;
    }
}
