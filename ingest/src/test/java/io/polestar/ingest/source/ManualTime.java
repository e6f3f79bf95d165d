package io.polestar.ingest.source;

/** Time that passes only while someone waits for it. */
final class ManualTime implements WallTime {

    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void pause(long pauseNanos) {
        nanos += pauseNanos;
    }
}
