package io.polestar.api.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens a running server knows. Follows changes of the file within a second, so that a revoked token stops working
 * without a restart. Once tokens were required they stay required until the restart, even when the last one is revoked.
 * Safe from any thread.
 */
public final class TokenBook {
    private static final Logger LOG = LoggerFactory.getLogger(TokenBook.class);
    private static final long CHECK_MILLIS = 1_000;

    private final TokenFile file;
    private final Clock clock;
    private volatile State state;

    /** Reads the tokens of that file; fails when it is there and cannot be read. */
    public static TokenBook open(TokenFile file, Clock clock) throws IOException {
        return new TokenBook(file, clock);
    }

    private TokenBook(TokenFile file, Clock clock) throws IOException {
        this.file = file;
        this.clock = clock;
        FileTime changed = changed(file.path());
        this.state = State.of(file.list(), changed, clock.millis(), false);
    }

    /** Whether a request must carry a token. */
    public boolean required() {
        return current().required();
    }

    /**
     * The token whose hash is that of the presented text, null when there is none. Every kept hash is compared, each in
     * constant time, so that the time taken tells nothing about them.
     */
    public @Nullable Token find(String presented) {
        byte[] hash = Secrets.hash(presented);
        Token found = null;
        for (Known known : current().known()) {
            if (MessageDigest.isEqual(hash, known.hash())) {
                found = known.token();
            }
        }
        return found;
    }

    private State current() {
        State now = state;
        return clock.millis() - now.checkedMillis() < CHECK_MILLIS ? now : refreshed();
    }

    private synchronized State refreshed() {
        State before = state;
        long nowMillis = clock.millis();
        if (nowMillis - before.checkedMillis() < CHECK_MILLIS) {
            return before;
        }
        State after = before.checkedAt(nowMillis);
        try {
            FileTime changed = changed(file.path());
            if (!changed.equals(before.changed())) {
                after = State.of(file.list(), changed, nowMillis, before.required());
            }
        } catch (IOException e) {
            LOG.error("the token file cannot be read; the tokens known before stay in force: {}", e.getMessage());
        }
        state = after;
        return after;
    }

    private static FileTime changed(Path path) throws IOException {
        return Files.exists(path) ? Files.getLastModifiedTime(path) : FileTime.fromMillis(0);
    }

    private record Known(Token token, byte[] hash) {}

    private record State(List<Known> known, FileTime changed, long checkedMillis, boolean required) {
        static State of(List<Token> tokens, FileTime changed, long checkedMillis, boolean requiredBefore) {
            List<Known> known = tokens.stream()
                    .map(token -> new Known(token, HexFormat.of().parseHex(token.sha256())))
                    .toList();
            return new State(known, changed, checkedMillis, requiredBefore || !known.isEmpty());
        }

        State checkedAt(long millis) {
            return new State(known, changed, millis, required);
        }
    }
}
