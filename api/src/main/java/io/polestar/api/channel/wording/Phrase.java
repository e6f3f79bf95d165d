package io.polestar.api.channel.wording;

import java.util.Locale;

/** Everything that messages say in words. Each has its text in every language's catalogue, under its name in lower case with dots. */
enum Phrase {
    CAUSE_FIRED,
    CAUSE_RESOLVED,
    CAUSE_REMINDED,
    CAUSE_ESCALATED,
    CAUSE_RETRACTED,
    CAUSE_DIGEST,
    CAUSE_TEST,
    SEVERITY_INFO,
    SEVERITY_WARNING,
    SEVERITY_CRITICAL,
    TITLE,
    TITLE_PLAIN,
    TITLE_MORE,
    TITLE_SEGMENT,
    TEST_TITLE,
    TEST_TEXT,
    VALUE,
    VALUE_NONE,
    BOUND,
    BAND,
    SINCE,
    SEVERITY,
    OWNER,
    PATH,
    MOVERS,
    MOVER_CHILD,
    MOVER_SEGMENT,
    STALE,
    STALE_FOR,
    STALE_NEVER,
    ANNOTATION,
    PROVISIONAL,
    MORE,
    LINK,
    TIME_SECONDS,
    TIME_MINUTES,
    TIME_HOURS,
    TIME_DAYS;

    /** Its key in the catalogues. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
