package io.polestar.api.access;

import java.util.regex.Pattern;

/**
 * A token as it is kept: its hash, never the token.
 *
 * @param name what people call it; unique in its file
 * @param role what it may do
 * @param sha256 SHA-256 of the token's text, 64 hex digits
 * @param createdMillis when it was made, epoch milliseconds
 */
public record Token(String name, Role role, String sha256, long createdMillis) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public Token {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a token's name must be 1 to 64 letters, digits, dots, dashes or underscores, name=" + name);
        }
        if (!HASH.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a token's hash must be 64 hex digits, name=" + name);
        }
    }
}
