package io.polestar.engine.alert;

import io.polestar.engine.tree.Maintenance;
import java.util.ArrayList;
import java.util.List;

/** What operators have said that is about no single alert: silences and annotations. One thread writes; the lists may be read by any. */
final class Desk {
    private final Silences silences;
    private volatile List<Silence> shownSilences = List.of();
    private volatile List<Annotation> annotations = List.of();

    Desk(List<Maintenance> maintenance) {
        silences = new Silences(maintenance);
    }

    /** What covers what. */
    Silences silences() {
        return silences;
    }

    List<Silence> shownSilences() {
        return shownSilences;
    }

    List<Annotation> annotations() {
        return annotations;
    }

    Act.Outcome hush(Act.Hush hush, Moment moment) {
        String id = "silence-" + moment.sequence;
        Silence silence =
                new Silence(id, hush.match(), hush.startMillis(), hush.endMillis(), hush.creator(), hush.comment());
        boolean added = silences.add(silence, moment.clockMillis);
        shownSilences = silences.all();
        return added
                ? Act.Outcome.done(id)
                : Act.Outcome.not(id, "at most " + Silences.MOST + " silences are kept that are not over");
    }

    Act.Outcome end(Act.EndSilence end, Moment moment) {
        boolean ended = silences.end(end.id(), moment.clockMillis);
        shownSilences = silences.all();
        return ended
                ? Act.Outcome.done(end.id())
                : Act.Outcome.not(end.id(), "no silence of that id is left to be ended");
    }

    Act.Outcome annotate(Act.Annotate annotate, Moment moment) {
        List<Annotation> longer = new ArrayList<>(annotations);
        if (longer.size() == AlertBook.MOST_ANNOTATIONS) {
            longer.remove(0);
        }
        String id = "annotation-" + moment.sequence;
        longer.add(new Annotation(id, annotate.timeMillis(), annotate.metric(), annotate.text(), annotate.author()));
        annotations = List.copyOf(longer);
        return Act.Outcome.done(id);
    }

    void takeOver(List<Silence> savedSilences, List<Annotation> savedAnnotations) {
        silences.takeOver(savedSilences);
        shownSilences = silences.all();
        annotations = savedAnnotations;
    }
}
