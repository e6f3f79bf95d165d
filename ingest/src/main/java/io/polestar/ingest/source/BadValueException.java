package io.polestar.ingest.source;

/** A value that breaks a rule; the message is the rule. It is answered with a rejection, so it carries no stack trace. */
final class BadValueException extends Exception {

    private static final long serialVersionUID = 1L;

    BadValueException(String rule) {
        super(rule, null, false, false);
    }

    /** The rule that the value breaks. */
    String rule() {
        return String.valueOf(getMessage());
    }
}
