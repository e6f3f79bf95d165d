package io.polestar.api.channel.wording;

import io.polestar.engine.dispatch.AlertNote;
import io.polestar.engine.tree.Channel.Language;

/** Finds out what is to be told about an alert. Called by one thread at a time, which may wait for the answer. */
@FunctionalInterface
public interface Briefer {
    /** What is known about an alert, in words of that language; what is not known is left empty. */
    Briefing brief(AlertNote alert, Language language);
}
