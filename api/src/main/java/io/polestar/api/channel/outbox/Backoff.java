package io.polestar.api.channel.outbox;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * How long to wait before the next attempt: 1 s, 2 s, 4 s … to 5 min, each cut by up to a half so that messages that failed together do
 * not come back together. The cut follows from the message's id and the attempt alone, so that it can be foretold.
 */
final class Backoff {
    private static final long FIRST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 300_000;
    private static final int DOUBLINGS = 9;

    private Backoff() {}

    /**
     * The wait after an attempt.
     *
     * @param name what failed
     * @param attempts how often it has failed in a row, 1 or more
     */
    static long millis(String name, int attempts) {
        long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempts - 1, DOUBLINGS));
        CRC32C chance = new CRC32C();
        chance.update((name + '#' + attempts).getBytes(StandardCharsets.UTF_8));
        return full - full / 2 * (chance.getValue() & 0xffff) / 0x10000;
    }
}
