package io.polestar.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The types that the page's modules state in their comments hold: what {@code tsc --checkJs --strict} says of them. */
class TypesTest {
    private static final Path DASHBOARD = Path.of("src/main/resources/dashboard");
    private static final String WEBJARS = "META-INF/resources/webjars/";
    private static final String DECLARATION = ".d.ts";

    @Test
    void theModulesKeepToTheTypesTheyState() throws Exception {
        Map<String, String> files = modules();
        for (String library : List.of("lit", "lit-html", "lit-element", "lit__reactive-element", "uplot")) {
            files.putAll(declarations(library, "/webjars/" + library + "/"));
        }
        declarations("typescript", "/lib/")
                .forEach((path, text) -> files.put(path.replace("/lib/lib/", "/lib/"), text));

        List<?> mistakes;
        try (Chromium chromium = Chromium.launch()) {
            Page page = chromium.open(Chromium.Look.ENGLISH);
            page.evaluate(text("/" + only("typescript", "lib/typescript.js")));
            mistakes = (List<?>) page.evaluate(text("/dashboard/check-types.js"), files);
        }

        assertThat(files.keySet())
                .filteredOn(path -> path.startsWith("/dashboard/"))
                .hasSizeGreaterThan(30);
        assertThat(mistakes).isEmpty();
    }

    private static Map<String, String> modules() throws IOException {
        Map<String, String> modules = new HashMap<>();
        try (Stream<Path> files = Files.walk(DASHBOARD)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".js")).toList()) {
                modules.put("/dashboard/" + DASHBOARD.relativize(file), Files.readString(file));
            }
        }
        return modules;
    }

    /** Every declaration of a library, by where it is put, the version left out. */
    private static Map<String, String> declarations(String library, String folder) throws Exception {
        Map<String, String> declarations = new HashMap<>();
        try (JarFile jar = jar(library)) {
            String root = root(jar, library);
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                String name = entry.getName();
                if (name.startsWith(root) && name.endsWith(DECLARATION)) {
                    String text = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                    declarations.put(folder + name.substring(root.length()), text);
                }
            }
        }
        assertThat(declarations).as(library).isNotEmpty();
        return declarations;
    }

    private static String only(String library, String file) throws Exception {
        try (JarFile jar = jar(library)) {
            return root(jar, library) + file;
        }
    }

    /** {@code META-INF/resources/webjars/lit/3.3.2/}. */
    private static String root(JarFile jar, String library) {
        return jar.stream()
                .map(JarEntry::getName)
                .filter(name -> name.matches(WEBJARS + library + "/[^/]+/.+"))
                .map(name -> name.substring(0, name.indexOf('/', (WEBJARS + library + "/").length()) + 1))
                .findFirst()
                .orElseThrow();
    }

    private static JarFile jar(String library) throws IOException, URISyntaxException {
        URL folder = TypesTest.class.getResource("/" + WEBJARS + library);
        assertThat(folder).as(library).isNotNull();
        URI jar = ((JarURLConnection) folder.openConnection()).getJarFileURL().toURI();
        return new JarFile(Path.of(jar).toFile());
    }

    private static String text(String resource) throws IOException {
        try (var in = TypesTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
