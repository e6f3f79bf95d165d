package io.polestar.engine.alert;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertReason;
import java.util.List;

/** Does what operators want of alerts. One thread. */
final class OperatorActs {
    private final List<Rule> rules;
    private final AlertTable table;
    private final Desk desk;
    private final Judgement judgement;
    private final Telling telling;

    OperatorActs(List<Rule> rules, AlertTable table, Desk desk, Judgement judgement, Telling telling) {
        this.rules = rules;
        this.table = table;
        this.desk = desk;
        this.judgement = judgement;
        this.telling = telling;
    }

    Act.Outcome act(Act act, Moment moment) {
        if (act instanceof Act.Acknowledge acknowledge) {
            return acknowledge(acknowledge, moment.clockMillis);
        }
        if (act instanceof Act.Unacknowledge unacknowledge) {
            return unacknowledge(unacknowledge);
        }
        if (act instanceof Act.Hush hush) {
            return desk.hush(hush, moment);
        }
        if (act instanceof Act.EndSilence end) {
            return desk.end(end, moment);
        }
        return act instanceof Act.Rearm rearm ? rearm(rearm) : desk.annotate((Act.Annotate) act, moment);
    }

    private Act.Outcome acknowledge(Act.Acknowledge act, long clockMillis) {
        Alert alert = table.byEpisode(act.episode());
        if (alert == null) {
            return noEpisode(act.episode());
        }
        alert.acknowledgement = new AlertReading.Acknowledgement(act.owner(), act.comment(), clockMillis);
        telling.flag(alert, AlertReason.ACKNOWLEDGED);
        return Act.Outcome.done(alert.episode);
    }

    private Act.Outcome unacknowledge(Act.Unacknowledge act) {
        Alert alert = table.byEpisode(act.episode());
        if (alert == null) {
            return noEpisode(act.episode());
        }
        if (alert.acknowledgement == null) {
            return Act.Outcome.not(alert.episode, "the alert is not acknowledged");
        }
        alert.acknowledgement = null;
        telling.flag(alert, AlertReason.UNACKNOWLEDGED);
        return Act.Outcome.done(alert.episode);
    }

    private static Act.Outcome noEpisode(String episode) {
        return Act.Outcome.not(episode, "no alert of that id is firing");
    }

    private Act.Outcome rearm(Act.Rearm rearm) {
        boolean found = false;
        for (int rule = 0; rule < rules.size(); rule++) {
            if (rules.get(rule).id().equals(rearm.rule())) {
                found = true;
                for (Alert alert : table.row(rule)) {
                    if (alert != null && alert.spent && meant(rearm, alert)) {
                        alert.spent = false;
                        judgement.lookAgain(alert);
                        telling.flag(alert, AlertReason.REARMED);
                    }
                }
            }
        }
        return found
                ? Act.Outcome.done(rearm.rule())
                : Act.Outcome.not(rearm.rule(), "the tree has no such alert rule");
    }

    private static boolean meant(Act.Rearm rearm, Alert alert) {
        return rearm.segment() == null
                || alert.segment != null && rearm.segment().equals(alert.segment.value());
    }
}
