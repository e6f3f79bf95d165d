package io.polestar.api.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.polestar.api.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code GET /openapi.json}: the description kept as {@code openapi.yaml}, with this build's version. */
public final class OpenApiRoute implements Handler {
    private static final String RESOURCE = "openapi.yaml";

    private final byte[] document = document();

    @Override
    public void handle(Context request) {
        request.contentType(Json.MEDIA_TYPE).result(document);
    }

    private static byte[] document() {
        try (InputStream in = Objects.requireNonNull(OpenApiRoute.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            Object yaml = new Load(LoadSettings.builder().setLabel(RESOURCE).build()).loadFromInputStream(in);
            return new ObjectMapper().writeValueAsBytes(withVersion(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Object, Object> withVersion(Object yaml) {
        Map<Object, Object> document = new LinkedHashMap<>((Map<?, ?>) yaml);
        Map<Object, Object> info = new LinkedHashMap<>((Map<?, ?>) Objects.requireNonNull(document.get("info")));
        String version = OpenApiRoute.class.getPackage().getImplementationVersion();
        info.put("version", version == null ? "unpackaged" : version);
        document.put("info", info);
        return document;
    }
}
