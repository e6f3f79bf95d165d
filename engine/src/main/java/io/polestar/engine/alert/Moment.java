package io.polestar.engine.alert;

/** What a decision rests on; times in epoch milliseconds. Reused from one evaluation to the next. */
final class Moment {
    long clockMillis;
    long sequence;
    long eventMillis;
    long ingestMillis;
}
