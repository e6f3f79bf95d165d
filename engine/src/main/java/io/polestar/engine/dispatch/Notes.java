package io.polestar.engine.dispatch;

import io.polestar.engine.alert.Transition;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What messages say of alerts, made of the rule and its transition. */
final class Notes {
    private Notes() {}

    /** An alert of a rule as it is after a transition. */
    static AlertNote of(Rule rule, Transition transition) {
        boolean band = !Double.isNaN(transition.low()) && !Double.isNaN(transition.high());
        double bound = Double.isNaN(transition.high()) ? transition.low() : transition.high();
        return new AlertNote(
                rule.id(),
                text(transition.segment()),
                transition.episode(),
                rule.severity().name().toLowerCase(Locale.ROOT),
                rule.owner().isEmpty() ? null : rule.owner(),
                rule.tags(),
                transition.to(),
                transition.provisional(),
                rule.metric(),
                rule.window().name(),
                transition.value(),
                band ? Double.NaN : bound,
                band ? transition.low() : Double.NaN,
                band ? transition.high() : Double.NaN,
                transition.sinceMillis(),
                transition.eventMillis(),
                transition.ingestMillis(),
                transition.decisionMillis(),
                transition.sequence());
    }

    /** The alert of a rule that is no more, after its last transition. */
    static AlertNote after(AlertNote before, Transition transition) {
        return new AlertNote(
                before.rule(),
                before.segment(),
                before.episode(),
                before.severity(),
                before.owner(),
                before.labels(),
                transition.to(),
                transition.provisional(),
                before.metric(),
                before.window(),
                transition.value(),
                before.threshold(),
                before.bandLow(),
                before.bandHigh(),
                transition.sinceMillis(),
                transition.eventMillis(),
                transition.ingestMillis(),
                transition.decisionMillis(),
                transition.sequence());
    }

    private static @Nullable String text(@Nullable Segment segment) {
        return segment == null ? null : segment.value().replace(String.valueOf(Dimension.Pair.SEPARATOR), ", ");
    }
}
