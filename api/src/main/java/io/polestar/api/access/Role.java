package io.polestar.api.access;

import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a token may do, and what a route asks for. */
public enum Role implements RouteRole {
    /** Asked for by routes anybody may call; no token carries it. */
    OPEN,
    /** Sends events and nothing else. */
    INGEST,
    /** Reads values, alerts and the definition. */
    READ,
    /** Reads, and changes what the tree is made of. */
    EDIT,
    /** Everything, sending events included. */
    ADMIN;

    /** Whether a token of this role may use a route that asks for the other. */
    public boolean covers(Role asked) {
        return switch (asked) {
            case OPEN -> true;
            case INGEST -> this == INGEST || this == ADMIN;
            case READ -> this == READ || this == EDIT || this == ADMIN;
            case EDIT -> this == EDIT || this == ADMIN;
            case ADMIN -> this == ADMIN;
        };
    }

    /** The name in lower case, as it stands in files and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role of a token by its label.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Role ofToken(String label) {
        for (Role role : values()) {
            if (role != OPEN && role.label().equals(label)) {
                return role;
            }
        }
        throw new IllegalArgumentException("role must be one of " + tokenLabels() + ", role=" + label);
    }

    /** The labels a token may have. */
    public static String tokenLabels() {
        return Arrays.stream(values())
                .filter(role -> role != OPEN)
                .map(Role::label)
                .collect(Collectors.joining(", "));
    }
}
