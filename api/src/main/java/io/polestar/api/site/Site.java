package io.polestar.api.site;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Serves the dashboard at {@code /} and its libraries at {@code /webjars/}, with tags and compression. */
public final class Site implements Handler {
    private static final String LIBRARIES_PATH = "/webjars/";
    private static final String REVALIDATE = "no-cache";
    private static final String KEEP_A_DAY = "public, max-age=86400";

    private final Assets assets = new Assets();

    @Override
    public void handle(Context request) {
        String path = request.path();
        Asset asset = assets.find(path)
                .orElseThrow(() -> new ProblemException(Problems.notFound("there is nothing here, path=" + path)));
        request.header("ETag", asset.tag());
        request.header("Cache-Control", path.startsWith(LIBRARIES_PATH) ? KEEP_A_DAY : REVALIDATE);
        request.header("Vary", "Accept-Encoding");
        if (asset.mediaType().startsWith("text/html")) {
            request.header(
                    "Content-Security-Policy", ContentPolicy.of(new String(asset.bytes(), StandardCharsets.UTF_8)));
        }
        if (isKnown(request.header("If-None-Match"), asset.tag())) {
            request.status(304);
            return;
        }
        request.contentType(asset.mediaType());
        byte[] compressed = asset.compressed();
        if (compressed != null && acceptsGzip(request)) {
            request.header("Content-Encoding", "gzip").result(compressed);
        } else {
            request.result(asset.bytes());
        }
    }

    private static boolean isKnown(@Nullable String tags, String tag) {
        return tags != null
                && Arrays.stream(tags.split(",", -1))
                        .map(String::trim)
                        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                        .anyMatch(one -> one.equals(tag) || one.equals("*"));
    }

    private static boolean acceptsGzip(Context request) {
        String accepted = request.header("Accept-Encoding");
        return accepted != null && accepted.contains("gzip");
    }
}
