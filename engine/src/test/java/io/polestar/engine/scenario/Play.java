package io.polestar.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.alert.Act;
import io.polestar.engine.alert.Silence;
import io.polestar.engine.dispatch.AlertNote;
import io.polestar.engine.dispatch.Message;
import io.polestar.engine.tree.Matchers;
import io.polestar.engine.view.AlertReading;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays one scenario. */
final class Play {
    private static final String START = "2026-06-01T12:00:00";

    private final Script script;
    private final Path root;
    private ZoneId zone = ZoneId.of("UTC");
    private String start = START;
    private String tree = Trees.SHOP;
    private long stepMillis = 1_000;
    private long startMillis;
    private boolean replays = true;
    private @Nullable Shop shop;
    private final List<String> wanted = new ArrayList<>();
    private boolean asked;
    private Script.@Nullable Line askedAt;

    Play(Script script, Path root) {
        this.script = script;
        this.root = root;
    }

    void run() throws Exception {
        try {
            for (Script.Line line : script.lines()) {
                perform(line);
            }
            checkTold();
            List<String> left = told();
            assertThat(left).as(script + ": what was told and not expected").isEmpty();
            if (replays) {
                Shop.Replayed again = shop().replayed();
                assertThat(again.messages()).as(script + ": messages of a replay").isEqualTo(shop().allIds());
                assertThat(again.hash()).as(script + ": hash of a replay").isEqualTo(shop().engine().alertHash());
            }
        } finally {
            if (shop != null) {
                shop.close();
            }
        }
    }

    private Shop shop() {
        if (shop == null) {
            throw new IllegalStateException(script + " defines nothing");
        }
        return shop;
    }

    private void perform(Script.Line line) throws Exception {
        if (asked && !line.word(0).equals("told")) {
            checkTold();
        }
        switch (line.word(0)) {
            case "start" -> {
                start = line.word(1);
                zone = line.words().size() > 2 ? ZoneId.of(line.word(2)) : zone;
            }
            case "step" -> stepMillis = Times.millis(line.word(1));
            case "tree" -> tree = line.block();
            case "define" -> define(line);
            case "load" -> load(line);
            case "at" -> passTo(line);
            case "send" -> send(line);
            case "expect" -> expect(line);
            case "told" -> {
                asked = true;
                askedAt = line;
                if (!line.rest(1).equals("nothing")) {
                    wanted.add(line.rest(1));
                }
            }
            case "restart" -> shop().restart();
            case "crash" -> shop().crash();
            default -> act(line);
        }
    }

    private void define(Script.Line line) throws Exception {
        String text = Trees.with(tree, line.block(), zone);
        if (shop == null) {
            startMillis = Times.next(start, zone, 0);
            shop = new Shop(root, text, startMillis, stepMillis);
        } else {
            shop.define(text);
        }
    }

    private void passTo(Script.Line line) throws Exception {
        String time = line.word(1);
        long until = Times.isClock(time)
                ? Times.next(time, zone, shop().wall.get())
                : startMillis + Times.millis(time);
        assertThat(until).as(script + " line " + line.number() + ": time").isGreaterThanOrEqualTo(shop().wall.get());
        shop().passTo(until);
    }

    /** {@code load NAME stop} and {@code load NAME 10 per 1m key=value …}. */
    private void load(Script.Line line) {
        String name = line.word(1);
        if (line.word(2).equals("stop")) {
            shop().loads.remove(name);
            return;
        }
        double every = (double) Times.millis(line.word(4)) / Integer.parseInt(line.word(2));
        List<String> properties = line.words().subList(5, line.words().size());
        shop().loads.put(name, Load.of(properties, every, shop().wall.get() + 1));
    }

    /** {@code send 10 [of 2m] key=value …}. */
    private void send(Script.Line line) throws Exception {
        boolean timed = line.words().size() > 2 && line.word(2).equals("of");
        long time = timed ? startMillis + Times.millis(line.word(3)) : shop().wall.get();
        List<String> properties = line.words().subList(timed ? 4 : 2, line.words().size());
        shop().send(Integer.parseInt(line.word(1)), Load.of(properties, 1, 0), time);
    }

    /** {@code expect RULE[/SEGMENT] STATE [silenced] [inhibited] [acknowledged] [provisional]}. */
    private void expect(Script.Line line) {
        List<AlertReading> current = shop().engine().views().alerts().current();
        String seen = current.stream()
                .filter(reading -> name(reading.rule(), segment(reading)).equals(line.word(1)))
                .map(Play::describe)
                .findFirst()
                .orElse("inactive");
        assertThat(seen)
                .as("%s line %d, %s, of %s", script, line.number(), line, current.stream().map(Play::describe).toList())
                .isEqualTo(line.rest(2));
    }

    private static String describe(AlertReading reading) {
        StringBuilder text = new StringBuilder(word(reading.state()));
        text.append(reading.silencedBy() == null ? "" : " silenced");
        text.append(reading.inhibitedBy() == null ? "" : " inhibited");
        text.append(reading.acknowledgement() == null ? "" : " acknowledged");
        text.append(reading.provisional() ? " provisional" : "");
        return text.toString();
    }

    private static @Nullable String segment(AlertReading reading) {
        return reading.segment() == null ? null : reading.segment().value();
    }

    private static String name(String rule, @Nullable String segment) {
        return segment == null ? rule : rule + "/" + segment;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private List<String> told() {
        return shop().takeTold().stream().map(Play::describe).toList();
    }

    /** The message as a scenario writes it: {@code CHANNEL CAUSE RULE[/SEGMENT] STATE, …}. */
    private static String describe(Message message) {
        List<String> alerts = message.alerts().stream().map(Play::describe).toList();
        return message.channel() + " " + word(message.cause()) + " " + String.join(", ", alerts);
    }

    private static String describe(AlertNote alert) {
        return name(alert.rule(), alert.segment()) + " " + word(alert.state()) + (alert.provisional() ? " provisional" : "");
    }

    private void checkTold() {
        if (asked) {
            assertThat(told())
                    .as("%s line %s", script, askedAt == null ? "" : askedAt.number())
                    .isEqualTo(List.copyOf(wanted));
            wanted.clear();
            asked = false;
        }
    }

    private void act(Script.Line line) throws Exception {
        Act.Outcome outcome = shop().engine().act(actOf(line));
        assertThat(outcome.done()).as("%s line %d: %s", script, line.number(), outcome.rule()).isTrue();
    }

    /**
     * {@code ack RULE by WHO}, {@code unack RULE}, {@code silence key=value … for LENGTH}, {@code unsilence}, {@code rearm RULE}.
     */
    private Act actOf(Script.Line line) {
        switch (line.word(0)) {
            case "ack" -> {
                return new Act.Acknowledge(episode(line.word(1)), line.word(3), "");
            }
            case "unack" -> {
                return new Act.Unacknowledge(episode(line.word(1)));
            }
            case "rearm" -> {
                return new Act.Rearm(line.word(1), null);
            }
            case "unsilence" -> {
                List<Silence> all = shop().engine().operations().silences();
                return new Act.EndSilence(all.get(all.size() - 1).id());
            }
            case "silence" -> {
                int length = line.words().indexOf("for");
                Map<String, String> match = new HashMap<>();
                line.words().subList(1, length).forEach(word -> match.put(word.split("=")[0], word.split("=")[1]));
                long now = shop().wall.get();
                return new Act.Hush(
                        new Matchers(match), now, now + Times.millis(line.word(length + 1)), "someone", "");
            }
            default -> throw new IllegalArgumentException(script + " line " + line.number() + ": " + line);
        }
    }

    private String episode(String alert) {
        return shop().engine().views().alerts().current().stream()
                .filter(reading -> name(reading.rule(), segment(reading)).equals(alert))
                .map(AlertReading::episode)
                .findFirst()
                .orElseThrow();
    }
}
