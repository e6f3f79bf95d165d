package io.polestar.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page's words: both languages are complete, and every word is used. */
class CatalogueTest {
    private static final Path DASHBOARD = Path.of("src/main/resources/dashboard");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
    private static final Pattern LITERAL_KEY = Pattern.compile("\\bt\\(\\s*'([^']+)'");
    private static final Pattern COMPUTED_KEY = Pattern.compile("\\bt\\(\\s*`([^`]+)`");
    private static final Pattern PLURAL_KEY = Pattern.compile("\\bplural\\(\\s*'([^']+)'");

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        assertThat(words("zh").keySet()).isEqualTo(words("en").keySet());
    }

    @Test
    void noWordIsEmpty() throws IOException {
        assertThat(words("en").values()).noneMatch(String::isBlank);
        assertThat(words("zh").values()).noneMatch(String::isBlank);
    }

    @Test
    void aWordHasTheSamePlacesInBothLanguages() throws IOException {
        Map<String, String> chinese = words("zh");
        words("en")
                .forEach((key, english) ->
                        assertThat(places(chinese.get(key))).as(key).isEqualTo(places(english)));
    }

    @Test
    void everyKeyThePageAsksForIsInTheCatalogue() throws IOException {
        assertThat(words("en").keySet()).containsAll(literalKeys());
        for (Pattern computed : computedKeys()) {
            assertThat(words("en").keySet()).as(computed.pattern()).anyMatch(key -> matches(computed, key));
        }
    }

    @Test
    void everyKeyOfTheCatalogueIsAskedFor() throws IOException {
        List<String> literal = literalKeys();
        List<Pattern> computed = computedKeys();
        assertThat(words("en").keySet())
                .allMatch(key -> literal.contains(key) || computed.stream().anyMatch(pattern -> matches(pattern, key)));
    }

    private static boolean matches(Pattern pattern, String key) {
        return pattern.matcher(key).matches();
    }

    private static List<String> places(String word) {
        return PLACE.matcher(word).results().map(MatchResult::group).sorted().toList();
    }

    private static List<String> literalKeys() throws IOException {
        TreeSet<String> keys = new TreeSet<>();
        for (String module : modules()) {
            LITERAL_KEY.matcher(module).results().forEach(found -> keys.add(found.group(1)));
            PLURAL_KEY.matcher(module).results().forEach(found -> {
                keys.add(found.group(1) + ".one");
                keys.add(found.group(1) + ".other");
            });
        }
        return List.copyOf(keys);
    }

    /** The keys built at run time, each as a pattern of what they can be. */
    private static List<Pattern> computedKeys() throws IOException {
        List<Pattern> keys = new ArrayList<>();
        for (String module : modules()) {
            COMPUTED_KEY.matcher(module).results().forEach(found -> {
                if (!found.group(1).startsWith("${key}")) {
                    keys.add(Pattern.compile(
                            found.group(1).replace(".", "\\.").replaceAll("\\$\\{[^}]+}", "[a-zA-Z_]+")));
                }
            });
        }
        return keys;
    }

    private static List<String> modules() throws IOException {
        try (Stream<Path> files = Files.walk(DASHBOARD)) {
            List<String> modules = new ArrayList<>();
            for (Path file : files.filter(one -> one.toString().endsWith(".js")).toList()) {
                modules.add(Files.readString(file));
            }
            return modules;
        }
    }

    private static Map<String, String> words(String language) throws IOException {
        Map<String, String> words = new TreeMap<>();
        try (InputStream in = Files.newInputStream(DASHBOARD.resolve("i18n/" + language + ".json"));
                JsonParser parser = new JsonFactory().createParser(in)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    words.put(parser.currentName(), parser.getText());
                }
            }
        }
        return words;
    }
}
