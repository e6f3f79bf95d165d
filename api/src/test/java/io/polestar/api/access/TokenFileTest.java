package io.polestar.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path directory;

    private TokenFile file;

    @BeforeEach
    void open() {
        file = new TokenFile(directory);
    }

    @Test
    void aTokenIsRandomAndOnlyItsHashIsKept() throws Exception {
        String one = file.add("one", Role.READ, random, NOON);
        String two = file.add("two", Role.INGEST, random, NOON);

        assertThat(one).matches("pst_[A-Za-z0-9_-]{43}").isNotEqualTo(two);
        assertThat(Files.readString(file.path()))
                .doesNotContain(one.substring(4))
                .doesNotContain(two.substring(4));
        assertThat(file.list()).extracting(Token::name).containsExactly("one", "two");
        assertThat(file.list()).extracting(Token::role).containsExactly(Role.READ, Role.INGEST);
    }

    @Test
    void onlyTheOwnerReadsTheFile() throws Exception {
        file.add("one", Role.READ, random, NOON);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(directory).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
    }

    @Test
    void aNameIsTakenOnceAndFreeAfterItsTokenWasRevoked() throws Exception {
        file.add("one", Role.READ, random, NOON);

        assertThatThrownBy(() -> file.add("one", Role.READ, random, NOON)).hasMessageContaining("name=one");
        assertThat(file.revoke("one")).isTrue();
        assertThat(file.revoke("one")).isFalse();
        file.add("one", Role.ADMIN, random, NOON);
    }

    @Test
    void aNameIsAName() {
        for (String name : new String[] {"", "a b", "-a", "a/b", "x".repeat(65)}) {
            assertThatThrownBy(() -> file.add(name, Role.READ, random, NOON))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("name=" + name);
        }
    }

    @Test
    void aFileThatCannotBeReadIsNotTakenForAnEmptyOne() throws Exception {
        Files.writeString(file.path(), "{\"tokens\":[{\"name\":\"one\",\"role\":\"king\"}]}");

        assertThatThrownBy(() -> TokenBook.open(file, NOON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("king");
    }

    @Test
    void aBookKnowsItsTokensAndNoOthers() throws Exception {
        String token = file.add("one", Role.READ, random, NOON);
        TokenBook book = TokenBook.open(file, NOON);

        assertThat(book.required()).isTrue();
        assertThat(book.find(token)).extracting(Token::name).isEqualTo("one");
        assertThat(book.find(token + "x")).isNull();
        assertThat(book.find("")).isNull();
        assertThat(TokenBook.open(new TokenFile(directory.resolve("elsewhere")), NOON)
                        .required())
                .isFalse();
    }

    @Test
    void aBookFollowsTheFileWithinASecondAndStaysClosedWhenTheLastTokenIsRevoked() throws Exception {
        String token = file.add("one", Role.READ, random, NOON);
        SettableClock clock = new SettableClock();
        TokenBook book = TokenBook.open(file, clock);
        Files.setLastModifiedTime(file.path(), FileTime.fromMillis(1));
        file.revoke("one");

        assertThat(book.find(token)).isNotNull();
        clock.now = clock.now.plus(Duration.ofSeconds(1));

        assertThat(book.find(token)).isNull();
        assertThat(book.required()).isTrue();
    }

    @Test
    void rolesCoverWhatTheyShould() {
        assertThat(Role.ADMIN.covers(Role.EDIT)).isTrue();
        assertThat(Role.ADMIN.covers(Role.INGEST)).isTrue();
        assertThat(Role.EDIT.covers(Role.READ)).isTrue();
        assertThat(Role.EDIT.covers(Role.INGEST)).isFalse();
        assertThat(Role.READ.covers(Role.EDIT)).isFalse();
        assertThat(Role.INGEST.covers(Role.READ)).isFalse();
        assertThat(Role.INGEST.covers(Role.OPEN)).isTrue();
        assertThatThrownBy(() -> Role.ofToken("open")).hasMessageContaining("ingest, read, edit, admin");
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T12:00:00Z");

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
