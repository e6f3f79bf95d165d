package io.polestar.api.channel.outgoing;

import io.polestar.engine.tree.Secret;
import io.polestar.engine.tree.Secret.Keeper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where secrets are: the environment, and files of a few folders. They are read anew for each message, so that a file may be changed while
 * the server runs. Safe for any thread.
 *
 * <p>Files are confined to folders because whoever may change the definition could otherwise have any file of the machine sent to a server
 * of theirs as a password.
 */
public final class SecretStore {
    private static final int MOST_BYTES = 8 << 10;

    private final UnaryOperator<@Nullable String> environment;
    private final List<Path> folders;

    /**
     * @param environment the value of a variable, or null
     * @param folders where files may be; a relative path is taken from the first
     */
    public SecretStore(UnaryOperator<@Nullable String> environment, List<Path> folders) {
        this.environment = environment;
        this.folders = List.copyOf(folders);
    }

    /**
     * The secret itself, without white space around it.
     *
     * @throws SecretException when there is none
     */
    String value(Secret secret) throws SecretException {
        String value = secret.keeper() == Keeper.ENV ? environment.apply(secret.name()) : file(secret);
        if (value == null || value.isBlank()) {
            throw new SecretException(secret + " is not set");
        }
        return value.strip();
    }

    private String file(Secret secret) throws SecretException {
        try {
            Path file = folders.get(0).resolve(secret.name()).toRealPath();
            if (!isInside(file)) {
                throw new SecretException(secret + " is in none of the folders for secrets, see --secrets");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            }
        } catch (SecretException e) {
            throw e;
        } catch (IOException e) {
            throw new SecretException(secret + " cannot be read");
        }
    }

    private boolean isInside(Path file) throws IOException {
        for (Path folder : folders) {
            if (Files.isDirectory(folder) && file.startsWith(folder.toRealPath())) {
                return true;
            }
        }
        return false;
    }

    /** The secrets in one hand: for one message, and forgotten with it. */
    public OpenSecrets open() {
        return new OpenSecrets(this);
    }
}
