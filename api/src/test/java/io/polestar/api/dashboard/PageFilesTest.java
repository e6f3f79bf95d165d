package io.polestar.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files the page is made of: all there, none from elsewhere. */
class PageFilesTest {
    private static final Path DASHBOARD = Path.of("src/main/resources/dashboard");
    private static final Pattern LIBRARY = Pattern.compile("\"(/webjars/[^\"]+)\"");
    private static final Pattern OWN_FILE = Pattern.compile("(?:href|src)=\"([^/\"][^\"]*)\"");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import) '(\\.[^']+)'");

    @Test
    void everyLibraryOfTheImportMapIsOnTheClassPath() throws IOException {
        List<String> libraries = LIBRARY.matcher(index())
                .results()
                .map(found -> found.group(1))
                .filter(path -> !path.endsWith("/"))
                .distinct()
                .toList();
        assertThat(libraries).hasSizeGreaterThan(4);
        assertThat(libraries)
                .allSatisfy(path -> assertThat(getClass().getResource("/META-INF/resources" + path))
                        .as(path)
                        .isNotNull());
    }

    @Test
    void everyFileTheIndexNamesIsThere() throws IOException {
        assertThat(OWN_FILE.matcher(index()).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(DASHBOARD.resolve(name)).exists());
    }

    @Test
    void everyModuleAModuleImportsIsThere() throws IOException {
        for (Path module : files(".js")) {
            assertThat(IMPORT.matcher(Files.readString(module)).results().map(found -> found.group(1)))
                    .allSatisfy(name ->
                            assertThat(module.resolveSibling(name).normalize()).exists());
        }
    }

    @Test
    void nothingIsLoadedFromAnotherServer() throws IOException {
        for (Path file : Stream.of(".js", ".css", ".html")
                .map(PageFilesTest::files)
                .flatMap(List::stream)
                .toList()) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain("https://", "http://");
        }
    }

    private static String index() throws IOException {
        return Files.readString(DASHBOARD.resolve("index.html"));
    }

    private static List<Path> files(String ending) {
        try (Stream<Path> files = Files.walk(DASHBOARD)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
