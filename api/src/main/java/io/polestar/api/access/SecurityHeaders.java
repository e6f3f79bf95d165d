package io.polestar.api.access;

import jakarta.servlet.http.HttpServletResponse;

/** Headers that keep a browser from doing more with an answer than it should. The page states its own content policy. */
public final class SecurityHeaders {
    private SecurityHeaders() {}

    /** Adds the headers every answer carries. */
    public static void addTo(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
    }
}
