package io.polestar.engine.scenario;

import io.polestar.engine.alert.Act;
import io.polestar.engine.alert.Silence;
import io.polestar.engine.tree.Matchers;
import io.polestar.engine.view.AlertReading;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What operators do in scenarios. */
final class Acts {
    private static final String SOMEONE = "ann@example.com";

    private final Shop shop;

    Acts(Shop shop) {
        this.shop = shop;
    }

    /**
     * {@code ack ALERT}, {@code unack ALERT}, {@code silence key=value … for LENGTH}, {@code unsilence}, {@code rearm RULE[/SEGMENT]},
     * {@code annotate TEXT}.
     */
    Act of(Script.Line line) {
        return switch (line.word(0)) {
            case "ack" -> new Act.Acknowledge(episode(line), SOMEONE, "");
            case "unack" -> new Act.Unacknowledge(episode(line));
            case "rearm" -> rearm(line.word(1));
            case "silence" -> silence(line);
            case "unsilence" -> new Act.EndSilence(latestSilence());
            case "annotate" -> new Act.Annotate(shop.wall.get(), null, line.rest(1), SOMEONE);
            default -> throw new IllegalArgumentException("line " + line.number() + " says nothing known: " + line);
        };
    }

    private static Act rearm(String alert) {
        int slash = alert.indexOf('/');
        @Nullable String segment = slash < 0 ? null : alert.substring(slash + 1);
        return new Act.Rearm(slash < 0 ? alert : alert.substring(0, slash), segment);
    }

    private Act silence(Script.Line line) {
        int length = line.words().indexOf("for");
        Map<String, String> match = new TreeMap<>();
        for (String word : line.words().subList(1, length)) {
            match.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        long now = shop.wall.get();
        return new Act.Hush(new Matchers(match), now, now + Times.millis(line.word(length + 1)), SOMEONE, "");
    }

    private String latestSilence() {
        List<Silence> all = shop.engine().operations().silences();
        return all.get(all.size() - 1).id();
    }

    private String episode(Script.Line line) {
        return shop.engine().views().alerts().current().stream()
                .filter(reading -> Words.name(reading).equals(line.word(1)))
                .map(AlertReading::episode)
                .findFirst()
                .orElseThrow();
    }
}
