package io.polestar.api.access;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.security.RouteRole;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides on each request before its route runs: host, origin, then the token's role. A token is read from the
 * {@code Authorization} header, or for a browser's WebSocket from {@code Sec-WebSocket-Protocol}; never from the URL.
 */
public final class Gate {
    /** The WebSocket protocol a browser names together with its token. */
    public static final String PROTOCOL = "polestar";

    private static final String PROTOCOL_HEADER = "Sec-WebSocket-Protocol";
    private static final String PROTOCOL_TOKEN = "bearer.";
    private static final String BEARER = "bearer ";

    private final Hosts hosts;
    private final TokenBook tokens;

    /** A gate over those hosts and tokens. */
    public Gate(Hosts hosts, TokenBook tokens) {
        this.hosts = hosts;
        this.tokens = tokens;
    }

    /** Lets an HTTP request through or throws the problem to answer with. */
    public void admit(Context request) {
        checkHost(request);
        if (changesState(request.method())) {
            checkOrigin(request);
        }
    }

    /** Lets a request to a matched route through or throws the problem to answer with. */
    public void authorize(Context request) {
        Role asked = asked(request.routeRoles());
        if (asked == Role.OPEN || !tokens.required()) {
            return;
        }
        String presented = header(request);
        if (presented == null) {
            throw new ProblemException(Problems.unauthorized("send it as: Authorization: Bearer <token>"));
        }
        check(presented, asked);
    }

    /**
     * Lets a WebSocket be opened or throws. True: it may read; false: no token came with the request, so that the first
     * message must carry it, see {@link #checkReader}.
     */
    public boolean admitWebSocket(Context upgrade) {
        checkHost(upgrade);
        checkOrigin(upgrade);
        String protocolToken = protocolToken(upgrade);
        if (!tokens.required()) {
            return true;
        }
        String presented = header(upgrade);
        String token = presented == null ? protocolToken : presented;
        if (token == null) {
            return false;
        }
        check(token, Role.READ);
        return true;
    }

    /** Throws unless the token may read. */
    public void checkReader(String presented) {
        check(presented, Role.READ);
    }

    private void check(String presented, Role asked) {
        Token token = tokens.find(presented);
        if (token == null) {
            throw new ProblemException(Problems.unauthorized("the token is not known"));
        }
        if (!token.role().covers(asked)) {
            throw new ProblemException(Problems.forbidden("this needs the role " + asked.label() + ", the token has "
                    + token.role().label()));
        }
    }

    private void checkHost(Context request) {
        String host = request.header("Host");
        if (!hosts.allowsHost(host)) {
            throw new ProblemException(
                    Problems.forbidden("a server on loopback answers only to this machine's names, Host=" + host));
        }
    }

    private void checkOrigin(Context request) {
        String origin = request.header("Origin");
        if (!hosts.allowsOrigin(origin, request.header("Host"))) {
            throw new ProblemException(Problems.forbidden(
                    "the origin is not this server and not allowed by --allow-origin, Origin=" + origin));
        }
    }

    /** The role the route was registered with; a route that forgot to name one is for admins. */
    private static Role asked(Set<RouteRole> routeRoles) {
        return routeRoles.stream()
                .filter(Role.class::isInstance)
                .map(Role.class::cast)
                .findFirst()
                .orElse(Role.ADMIN);
    }

    private static boolean changesState(HandlerType method) {
        return !(method.equals(HandlerType.GET)
                || method.equals(HandlerType.HEAD)
                || method.equals(HandlerType.OPTIONS));
    }

    private static @Nullable String header(Context request) {
        String header = request.header("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).trim()
                : null;
    }

    /** The token among the named protocols; the answer then names only {@link #PROTOCOL}, never the token. */
    private static @Nullable String protocolToken(Context upgrade) {
        String header = upgrade.header(PROTOCOL_HEADER);
        if (header == null) {
            return null;
        }
        upgrade.res().setHeader(PROTOCOL_HEADER, PROTOCOL);
        for (String protocol : header.split(",", -1)) {
            String name = protocol.trim();
            if (name.startsWith(PROTOCOL_TOKEN)) {
                return name.substring(PROTOCOL_TOKEN.length());
            }
        }
        return null;
    }
}
