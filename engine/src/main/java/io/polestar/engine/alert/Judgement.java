package io.polestar.engine.alert;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.tree.Trigger;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import java.util.List;

/**
 * Judges where something may be seen that was not there before: looks at the values, and has alerts enter the state that follows. Allocates
 * nothing unless an alert makes a transition. One thread.
 */
final class Judgement {
    private final List<Rule> rules;
    private final AlertTable table;
    private final Telling telling;
    private final Schedule schedule;
    private final MarkSet marks;
    private final Combinations combined;
    private final Sight sight = new Sight();
    private final Schedule.RuleMarker woken = this::markSeen;

    Judgement(List<Rule> rules, AlertTable table, Telling telling) {
        this.rules = rules;
        this.table = table;
        this.telling = telling;
        this.schedule = new Schedule(rules);
        this.marks = new MarkSet(rules.size());
        this.combined = new Combinations(rules);
    }

    /** The minute of the schedule, part of what is saved. */
    long minute() {
        return schedule.minute();
    }

    void restore(long minute) {
        schedule.restore(minute);
    }

    /** Has a place looked at by the next judgement although nothing there changes. */
    void lookAgain(Alert alert) {
        marks.mark(alert.rule, alert.place);
    }

    void judge(long clockMillis, RuleValues values) {
        schedule.advance(clockMillis, woken);
        values.mark(clockMillis, marks);
        table.markDue(clockMillis, marks);
        for (int rule = marks.nextRule(0); rule >= 0; rule = marks.nextRule(rule + 1)) {
            if (!schedule.isCombination(rule)) {
                judge(rule, clockMillis, values);
            }
        }
        if (table.hasProvisional()) {
            settleProvisional(clockMillis, values);
        }
        for (int rule : schedule.combinations()) {
            if (marks.nextPlace(rule, 0) >= 0) {
                judge(rule, clockMillis, values);
            }
        }
    }

    /** Has rules overlook conditions that hold now and led nowhere at the last judgement, until they have ceased to hold once. */
    void overlook(long clockMillis, RuleValues values) {
        values.reconsider();
        values.mark(clockMillis, marks);
        for (int rule = marks.nextRule(0); rule >= 0; rule = marks.nextRule(rule + 1)) {
            for (int place = marks.nextPlace(rule, 0); place >= 0; place = marks.nextPlace(rule, place + 1)) {
                overlook(rule, place, clockMillis, values);
            }
        }
    }

    private void overlook(int rule, int place, long clockMillis, RuleValues values) {
        if (schedule.isCombination(rule)) {
            return;
        }
        Alert alert = table.find(rule, place);
        values.look(rule, place, clockMillis, sight);
        if (sight.verdict() != Verdict.HOLDS || alert != null && alert.isUnderWay()) {
            return;
        }
        if (alert == null) {
            Segment segment = values.segment(rule, place);
            alert = new Alert(rule, place, segment, telling.inactive(rule, segment));
            table.put(alert);
        }
        alert.overlooks = true;
    }

    /** Marks where a rule has seen something, and its one place. */
    private void markSeen(int rule) {
        marks.markAll(rule, Math.max(1, table.row(rule).length));
    }

    private void judge(int rule, long clockMillis, RuleValues values) {
        for (int place = marks.nextPlace(rule, 0); place >= 0; place = marks.nextPlace(rule, place + 1)) {
            if (schedule.isActive(rule)) {
                judge(rule, place, clockMillis, values);
            }
        }
        marks.clear(rule);
    }

    private void judge(int rule, int place, long clockMillis, RuleValues values) {
        Rule of = rules.get(rule);
        Alert alert = table.find(rule, place);
        if (of.trigger() instanceof Trigger.Combination combination) {
            combined.look(combination, values.segment(rule, place), table, sight);
        } else {
            values.look(rule, place, clockMillis, sight);
        }
        if (alert == null) {
            if (!worthAnAlert(of, sight.verdict())) {
                return;
            }
            Segment segment = values.segment(rule, place);
            alert = new Alert(rule, place, segment, telling.inactive(rule, segment));
        }
        alert.see(sight.verdict());
        AlertState next = alert.next(sight.verdict(), clockMillis, of.timing());
        if (next != alert.state) {
            move(alert, next, reason(alert.state, next), clockMillis);
        }
    }

    /** That sources are silent is said once for a rule, not for each segment that has nothing to say. */
    private static boolean worthAnAlert(Rule rule, Verdict verdict) {
        return verdict == Verdict.HOLDS
                || verdict == Verdict.FAILED
                || verdict == Verdict.SILENT && rule.watched().each() == null;
    }

    private static AlertReason reason(AlertState from, AlertState to) {
        if (from == AlertState.ERROR || to == AlertState.ERROR) {
            return AlertReason.FAILURE;
        }
        return from == AlertState.NO_DATA || to == AlertState.NO_DATA ? AlertReason.SOURCES : AlertReason.CONDITION;
    }

    private void move(Alert alert, AlertState to, AlertReason reason, long clockMillis) {
        alert.noteSight(sight);
        telling.enter(alert, to, reason, clockMillis);
        for (int user : schedule.users(alert.rule)) {
            markUser(user, alert);
        }
    }

    private void markUser(int user, Alert alert) {
        String each = rules.get(user).watched().each();
        if (each == null) {
            marks.mark(user, 0);
        } else if (alert.segment != null
                && alert.segment.dimension().equals(each)
                && rules.get(alert.rule).watched().each() != null) {
            marks.mark(user, alert.place);
        } else {
            marks.markAll(user, Math.max(table.row(user).length, combined.places(rules.get(user), table)));
        }
    }

    private void settleProvisional(long clockMillis, RuleValues values) {
        for (Alert alert : table.takeSettled(values.watermarkMillis())) {
            values.lookBack(alert.rule, alert.place, alert.provisionalMillis, sight);
            if (sight.verdict() == Verdict.CEASED) {
                move(alert, AlertState.INACTIVE, AlertReason.RETRACTED, clockMillis);
            } else {
                alert.provisionalMillis = 0;
                telling.flag(alert, AlertReason.CONFIRMED);
            }
        }
    }
}
