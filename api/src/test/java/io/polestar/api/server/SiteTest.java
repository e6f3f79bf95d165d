package io.polestar.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's files: found, tagged, compressed, and let run only what they were shipped with. */
class SiteTest {
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = TestServer.start(new FakeBackend(), directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void thePageRunsItsOwnFilesAndTheInlineScriptItCameWith() throws Exception {
        HttpResponse<String> page = server.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        Matcher importMap = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page.body());
        assertThat(importMap.find()).isTrue();
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(importMap.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }

    @Test
    void everyFileThePageNamesIsThere() throws Exception {
        Matcher named = Pattern.compile("(?:src|href)=\"([^\"]+)\"|\"(/webjars/[^\"]+[^/])\"")
                .matcher(server.get("/").body());
        int files = 0;
        while (named.find()) {
            String path = named.group(1) == null ? named.group(2) : named.group(1);
            assertThat(server.get(path.startsWith("/") ? path : "/" + path).statusCode())
                    .as(path)
                    .isEqualTo(200);
            files++;
        }
        assertThat(files).isGreaterThan(10);
    }

    @Test
    void aFileIsCompressedForThoseWhoTakeItAndSentOnce() throws Exception {
        HttpResponse<byte[]> compressed = server.client()
                .send(
                        server.request("/app.js")
                                .header("Accept-Encoding", "gzip, br")
                                .build(),
                        BodyHandlers.ofByteArray());
        HttpResponse<String> plain = server.get("/app.js");

        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(compressed.body().length).isLessThan(plain.body().length());
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");

        String tag = plain.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = server.send(server.request("/app.js").header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing.js",
                "/css",
                "/css/",
                "/../logback.xml",
                "/%2e%2e/logback.xml",
                "/css/..%2f..%2flogback.xml",
                "/webjars/../../logback.xml",
                "/webjars/lit/",
                "//etc/passwd",
                "/META-INF/MANIFEST.MF",
                "/io/polestar/api/Main.class"
            })
    void whatIsNotAFileOfThePageIsNotFound(String path) throws Exception {
        assertThat(server.get(path).statusCode()).isIn(400, 404);
    }
}
