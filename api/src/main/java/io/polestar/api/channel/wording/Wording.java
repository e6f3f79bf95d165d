package io.polestar.api.channel.wording;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polestar.engine.tree.Channel.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of one language. Immutable. */
final class Wording {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    private static final Map<Language, Wording> ALL = all();

    private final Map<Phrase, String> texts;

    private Wording(Map<Phrase, String> texts) {
        this.texts = texts;
    }

    static Wording of(Language language) {
        Wording wording = ALL.get(language);
        if (wording == null) {
            throw new IllegalStateException("every language has a catalogue, language=" + language);
        }
        return wording;
    }

    private static Map<Language, Wording> all() {
        Map<Language, Wording> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            Map<String, String> catalogue = catalogue(language);
            Map<Phrase, String> texts = new EnumMap<>(Phrase.class);
            for (Phrase phrase : Phrase.values()) {
                String text = catalogue.get(phrase.key());
                if (text == null) {
                    throw new IllegalStateException(
                            "a catalogue has every key, language=" + language + " key=" + phrase.key());
                }
                texts.put(phrase, text);
            }
            all.put(language, new Wording(texts));
        }
        return all;
    }

    /** All texts of a language by key. */
    static Map<String, String> catalogue(Language language) {
        String name = language.tag() + ".json";
        try (InputStream in = Wording.class.getResourceAsStream("/io/polestar/api/channel/wording/" + name)) {
            if (in == null) {
                throw new IllegalStateException("there is no catalogue, name=" + name);
            }
            return new ObjectMapper().readValue(in, new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("a catalogue cannot be read, name=" + name, e);
        }
    }

    /** A text; {@code fills} are name, value, name, value for its places in braces. What is filled in is not looked through again. */
    String text(Phrase phrase, Object... fills) {
        String pattern = String.valueOf(texts.get(phrase));
        Matcher place = PLACE.matcher(pattern);
        StringBuilder text = new StringBuilder();
        while (place.find()) {
            place.appendReplacement(text, Matcher.quoteReplacement(fill(place.group(1), fills)));
        }
        return place.appendTail(text).toString();
    }

    private static String fill(String name, Object... fills) {
        for (int i = 0; i + 1 < fills.length; i += 2) {
            if (name.equals(fills[i])) {
                return String.valueOf(fills[i + 1]);
            }
        }
        throw new IllegalArgumentException("nothing is given for a place, place=" + name);
    }

    /** A length of time in its largest whole unit. */
    String time(long millis) {
        long seconds = Math.max(0, millis) / 1_000;
        if (seconds < 120) {
            return text(Phrase.TIME_SECONDS, "count", seconds);
        }
        if (seconds < 2 * 3_600) {
            return text(Phrase.TIME_MINUTES, "count", seconds / 60);
        }
        return seconds < 2 * 86_400
                ? text(Phrase.TIME_HOURS, "count", seconds / 3_600)
                : text(Phrase.TIME_DAYS, "count", seconds / 86_400);
    }
}
