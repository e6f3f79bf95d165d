package io.polestar.engine.history;

import io.polestar.engine.tree.HistoryTiers;
import java.util.ArrayList;
import java.util.List;

/** History as a plain list of all rows: answers by walking over every one of them. */
final class NaiveHistory {

    private final HistoryTiers tiers;
    private final List<HistoryRow> rows = new ArrayList<>();
    private long newestMillis = Long.MIN_VALUE;

    NaiveHistory(HistoryTiers tiers) {
        this.tiers = tiers;
    }

    void offer(HistoryRow row) {
        rows.add(row);
        newestMillis = Math.max(newestMillis, row.timeMillis());
    }

    int size() {
        return rows.size();
    }

    HistoryRow row(int index) {
        return rows.get(index);
    }

    void forgetAfter(int size) {
        rows.subList(size, rows.size()).clear();
        newestMillis = rows.stream().mapToLong(HistoryRow::timeMillis).max().orElse(Long.MIN_VALUE);
    }

    long startMillis(Tier tier) {
        return rows.isEmpty() ? Long.MIN_VALUE : tier.floor(newestMillis - tier.keptMillis(tiers));
    }

    Tier tierOf(long timeMillis) {
        for (Tier tier : Tier.FINEST_FIRST) {
            if (timeMillis >= startMillis(tier)) {
                return tier;
            }
        }
        return Tier.DAY;
    }

    Totals total(int series, long fromMillis, long toMillis) {
        Tier tier = tierOf(fromMillis);
        long from = Math.max(tier.floor(fromMillis), startMillis(tier));
        long to = Math.max(tier.floor(toMillis), from);
        long count = 0;
        long sum = 0;
        for (HistoryRow row : rows) {
            if (!row.absolute() && row.timeMillis() >= from && row.timeMillis() < to) {
                for (int i = 0; i < row.size(); i++) {
                    if (row.series(i) == series) {
                        count += row.count(i);
                        sum += row.sum(i);
                    }
                }
            }
        }
        return new Totals(count, sum, from, to);
    }

    long last(int series, long timeMillis) {
        Tier tier = tierOf(timeMillis);
        long asOf = tier.floor(timeMillis);
        long value = Long.MIN_VALUE;
        long newest = Long.MIN_VALUE;
        for (HistoryRow row : rows) {
            if (row.absolute() && row.timeMillis() <= asOf && row.timeMillis() >= newest) {
                for (int i = 0; i < row.size(); i++) {
                    if (row.series(i) == series) {
                        value = row.count(i);
                        newest = row.timeMillis();
                    }
                }
            }
        }
        return asOf >= startMillis(tier) ? value : Long.MIN_VALUE;
    }
}
