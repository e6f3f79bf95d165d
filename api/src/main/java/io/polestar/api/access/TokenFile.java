package io.polestar.api.access;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polestar.api.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The file of tokens in a data directory, {@code tokens.json}, readable by its owner only. Each change is written beside
 * it, forced to disk and moved over it, so that a reader sees the old list or the new one.
 */
public final class TokenFile {
    /** The most tokens one file holds. */
    public static final int CAPACITY = 1_000;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path path;

    /** The file of that data directory; it need not exist yet. */
    public TokenFile(Path dataDirectory) {
        this.path = dataDirectory.resolve("tokens.json");
    }

    /** Where the file is. */
    public Path path() {
        return path;
    }

    /** The tokens kept, in the order they were made; empty when there is no file. */
    public List<Token> list() throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        List<Token> tokens = new ArrayList<>();
        for (JsonNode node : MAPPER.readTree(Files.readAllBytes(path)).path("tokens")) {
            try {
                tokens.add(new Token(
                        node.path("name").asText(),
                        Role.ofToken(node.path("role").asText()),
                        node.path("sha256").asText(),
                        Instant.parse(node.path("created").asText()).toEpochMilli()));
            } catch (RuntimeException e) {
                throw new IOException(path + ": a token cannot be read: " + e.getMessage(), e);
            }
        }
        return List.copyOf(tokens);
    }

    /**
     * Makes a token, keeps its hash and returns it: the only time it is seen.
     *
     * @throws IllegalArgumentException when the name is taken or not a name, or the file is full
     */
    public String add(String name, Role role, SecureRandom random, Clock clock) throws IOException {
        List<Token> tokens = new ArrayList<>(list());
        if (tokens.stream().anyMatch(token -> token.name().equals(name))) {
            throw new IllegalArgumentException("a token of this name exists: revoke it first, name=" + name);
        }
        if (tokens.size() >= CAPACITY) {
            throw new IllegalArgumentException("a file holds at most " + CAPACITY + " tokens");
        }
        String token = Secrets.fresh(random);
        String hash = HexFormat.of().formatHex(Secrets.hash(token));
        tokens.add(new Token(name, role, hash, clock.millis()));
        write(tokens);
        return token;
    }

    /** Forgets the token of that name; false when there is none. */
    public boolean revoke(String name) throws IOException {
        List<Token> tokens = new ArrayList<>(list());
        boolean removed = tokens.removeIf(token -> token.name().equals(name));
        if (removed) {
            write(tokens);
        }
        return removed;
    }

    private void write(List<Token> tokens) throws IOException {
        byte[] bytes = Json.bytes(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("tokens");
            for (Token token : tokens) {
                out.writeStartObject();
                out.writeStringField("name", token.name());
                out.writeStringField("role", token.role().label());
                out.writeStringField("sha256", token.sha256());
                out.writeStringField("created", Json.time(token.createdMillis()));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
        Path directory = path.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(directory, "tokens", ".tmp", ownerOnly());
        try {
            Files.write(fresh, bytes);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, path, ATOMIC_MOVE, REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Mode 0600 where the file system has modes. */
    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
