package io.polestar.engine.gauge;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Source;
import io.polestar.engine.window.Windows;
import java.util.List;

/**
 * Whether the sources that rules rest on are silent: one of those a rule names, or without any all that the tree declares. A source that
 * has never sent decides nothing. The thread that counts.
 */
final class SourceWatch {
    private final List<Source> sources;
    private final List<Rule> rules;
    private final Windows windows;
    private final boolean[] silent;
    private final boolean[] stale;
    private final boolean[] heard;

    SourceWatch(Definition definition, Windows windows) {
        this.sources = definition.sources();
        this.rules = definition.rules();
        this.windows = windows;
        this.silent = new boolean[rules.size()];
        this.stale = new boolean[sources.size()];
        this.heard = new boolean[sources.size()];
    }

    /** Told of a rule whose sources fell silent, or are back. */
    interface Listener {
        void changed(int rule);
    }

    void advance(long clockMillis, Listener listener) {
        if (sources.isEmpty()) {
            return;
        }
        boolean any = false;
        boolean all = true;
        boolean moved = false;
        for (int index = 0; index < stale.length; index++) {
            long heardMillis = windows.heardMillis(sources.get(index).name());
            heard[index] = heardMillis != Long.MIN_VALUE;
            boolean now = heard[index]
                    && clockMillis - 1 - heardMillis > sources.get(index).staleMillis();
            moved |= now != stale[index];
            stale[index] = now;
            any |= heard[index];
            all &= now || !heard[index];
        }
        if (moved) {
            for (int rule = 0; rule < silent.length; rule++) {
                boolean now = rules.get(rule).sources().isEmpty() ? any && all : named(rules.get(rule));
                if (now != silent[rule]) {
                    silent[rule] = now;
                    listener.changed(rule);
                }
            }
        }
    }

    private boolean named(Rule rule) {
        for (int index = 0; index < stale.length; index++) {
            if (stale[index] && rule.sources().contains(sources.get(index).name())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the sources a rule rests on are silent at a clock, by nothing but what the windows know. */
    boolean isSilentAt(int rule, long clockMillis) {
        List<String> named = rules.get(rule).sources();
        boolean any = false;
        boolean all = true;
        for (Source source : sources) {
            long heardMillis = windows.heardMillis(source.name());
            boolean known = heardMillis != Long.MIN_VALUE;
            boolean now = known && clockMillis - 1 - heardMillis > source.staleMillis();
            if (now && named.contains(source.name())) {
                return true;
            }
            any |= known;
            all &= now || !known;
        }
        return named.isEmpty() && any && all;
    }

    boolean isSilent(int rule) {
        return silent[rule];
    }
}
