package io.polestar.api.site;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's Content-Security-Policy: only files of this server, and of inline scripts only those the page was shipped with,
 * each named by its hash. (An import map must be inline.)
 */
final class ContentPolicy {
    private static final Pattern INLINE_SCRIPT =
            Pattern.compile("<script(?![^>]*\\bsrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);

    private ContentPolicy() {}

    static String of(String html) {
        StringBuilder scripts = new StringBuilder("'self'");
        Matcher matcher = INLINE_SCRIPT.matcher(html);
        while (matcher.find()) {
            byte[] hash = Asset.sha256(matcher.group(1).getBytes(StandardCharsets.UTF_8));
            scripts.append(" 'sha256-")
                    .append(Base64.getEncoder().encodeToString(hash))
                    .append('\'');
        }
        return "default-src 'none'; script-src " + scripts
                + "; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'"
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
