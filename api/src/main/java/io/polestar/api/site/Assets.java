package io.polestar.api.site;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of the dashboard and of the libraries it uses, read from the class path when they are first asked for and kept.
 * Only files that exist are kept, so that the memory used is bounded by the jar.
 */
final class Assets {
    private static final String DASHBOARD = "/dashboard";
    private static final String LIBRARIES = "/META-INF/resources";
    private static final String LIBRARIES_PATH = "/webjars/";

    /** Segments that begin with a letter, a digit or an underscore: no way up, nothing hidden. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9_.@-]{0,127}){1,12}");

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "map", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    private final Map<String, Asset> known = new ConcurrentHashMap<>();

    /** The file of that request path, empty when there is none. */
    Optional<Asset> find(String requestPath) {
        String path = requestPath.equals("/") ? "/index.html" : requestPath;
        Asset asset = known.get(path);
        if (asset != null) {
            return Optional.of(asset);
        }
        String mediaType = mediaType(path);
        if (mediaType == null || !PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        Optional<Asset> read = read(path, mediaType);
        read.ifPresent(found -> known.put(path, found));
        return read;
    }

    private static Optional<Asset> read(String path, String mediaType) {
        String resource = (path.startsWith(LIBRARIES_PATH) ? LIBRARIES : DASHBOARD) + path;
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(new Asset(in.readAllBytes(), mediaType));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String mediaType(String path) {
        return MEDIA_TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    }
}
