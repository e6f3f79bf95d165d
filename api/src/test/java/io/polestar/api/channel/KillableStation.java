package io.polestar.api.channel;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Channels in a process of their own that gets killed: gives the messages up to a number, beginning some before the last one taken, as the
 * replay after a restart does.
 */
public final class KillableStation {
    static final int EPISODES = 13;
    private static final int GIVEN_AGAIN = 40;

    private KillableStation() {}

    /** {@code DIRECTORY URL LAST}. */
    public static void main(String[] arguments) throws Exception {
        Station station =
                new Station(Path.of(arguments[0])).webhook(arguments[1]).open();
        int last = Integer.parseInt(arguments[2]);
        long taken = Math.max(0, station.channels().takenSequence());
        for (int i = (int) Math.max(1, taken - GIVEN_AGAIN); i <= last; i++) {
            while (!station.channels().offer(Notes.message("m" + i, i, "e" + i % EPISODES))) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        Thread.currentThread().join();
    }
}
