package io.polestar.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.alert.Act;
import io.polestar.engine.view.AlertReading;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays one scenario. Whatever is told is to be expected, before time goes on; and in the end the journal, read back from its beginning
 * and from a snapshot taken half way, must come to the same alerts and messages, as must a backtest where one definition was in force all along.
 */
final class Play {
    private static final String START = "2026-06-01T12:00:00";

    private final Script script;
    private final Path root;
    private ZoneId zone = ZoneId.of("UTC");
    private String start = START;
    private String tree = Trees.SHOP;
    private long stepMillis = 1_000;
    private long startMillis;
    private @Nullable Shop shop;
    private int definitions;
    private final List<String> wanted = new ArrayList<>();
    private boolean asked;
    private int askedAt;

    Play(Script script, Path root) {
        this.script = script;
        this.root = root;
    }

    void run() throws Exception {
        try {
            List<Script.Line> lines = script.lines();
            for (int index = 0; index < lines.size(); index++) {
                perform(lines.get(index));
                if (index == lines.size() / 2 && shop != null) {
                    shop.snapshot();
                }
            }
            checkTold();
            checkReplays();
        } finally {
            if (shop != null) {
                shop.close();
            }
        }
    }

    private void checkReplays() throws Exception {
        long hash = shop().engine().alertHash();
        List<String> ids = shop().allIds();
        if (definitions == 1) {
            assertThat(shop().backtest())
                    .as(script + ": alert hash of a backtest")
                    .isEqualTo(hash);
            assertThat(shop().engine().alertHash())
                    .as(script + ": alert hash after a backtest")
                    .isEqualTo(hash);
        }
        Shop.Replayed tail = shop().readTail();
        assertThat(tail.messages())
                .as(script + ": messages behind the snapshot")
                .isEqualTo(ids.subList(ids.size() - tail.messages().size(), ids.size()));
        assertThat(tail.hash()).as(script + ": alert hash behind the snapshot").isEqualTo(hash);
        Shop.Replayed all = shop().readAll();
        assertThat(all.messages()).as(script + ": messages of the journal").isEqualTo(ids);
        assertThat(all.hash()).as(script + ": alert hash of the journal").isEqualTo(hash);
    }

    private Shop shop() {
        if (shop == null) {
            throw new IllegalStateException(script + " defines nothing");
        }
        return shop;
    }

    private void perform(Script.Line line) throws Exception {
        switch (line.word(0)) {
            case "told" -> {
                asked = true;
                askedAt = line.number();
                if (!line.rest(1).equals("nothing")) {
                    wanted.add(line.rest(1));
                }
            }
            case "expect" -> expect(line);
            case "log" ->
                assertThat(Words.log(shop().engine().views().alerts().log(), line.word(1)))
                        .as("%s line %d: %s", script, line.number(), line)
                        .isEqualTo(line.rest(2));
            case "start", "step", "tree" -> set(line);
            default -> {
                if (asked) {
                    checkTold();
                }
                change(line);
            }
        }
    }

    private void set(Script.Line line) {
        switch (line.word(0)) {
            case "start" -> {
                start = line.word(1);
                zone = line.words().size() > 2 ? ZoneId.of(line.word(2)) : zone;
            }
            case "step" -> {
                stepMillis = Times.millis(line.word(1));
                if (shop != null) {
                    shop.stepMillis(stepMillis);
                }
            }
            default -> tree = line.block();
        }
    }

    private void change(Script.Line line) throws Exception {
        switch (line.word(0)) {
            case "define" -> define(line);
            case "load" -> load(line);
            case "at" -> passTo(line);
            case "send" -> send(line);
            case "backfill" -> backfill(line);
            case "outbox" -> outbox(line);
            case "snapshot" -> shop().snapshot();
            case "restart" -> {
                checkTold();
                shop().restart();
            }
            case "reopen" -> {
                checkTold();
                definitions++;
                shop().reopen(Trees.with(tree, line.block(), zone));
            }
            case "crash" -> {
                checkTold();
                shop().crash();
            }
            default -> {
                Act.Outcome outcome = shop().engine().act(new Acts(shop()).of(line));
                assertThat(outcome.done())
                        .as("%s line %d: %s", script, line.number(), outcome.rule())
                        .isTrue();
            }
        }
    }

    private void outbox(Script.Line line) throws Exception {
        switch (line.word(1)) {
            case "stops" -> shop().full(true);
            case "goes" -> shop().full(false);
            case "loses" -> shop().forgetMessages();
            default -> throw new IllegalArgumentException(script + " line " + line.number() + ": " + line);
        }
    }

    private void define(Script.Line line) throws Exception {
        String text = Trees.with(tree, line.block(), zone);
        definitions++;
        if (shop == null) {
            startMillis = Times.next(start, zone, 0);
            shop = new Shop(root, text, startMillis, stepMillis);
        } else {
            shop.define(text);
        }
    }

    private void passTo(Script.Line line) throws Exception {
        checkTold();
        String time = line.word(1);
        long until = Times.isClock(time) ? Times.next(time, zone, shop().wall.get()) : moment(time);
        assertThat(until)
                .as(script + " line " + line.number() + ": time")
                .isGreaterThanOrEqualTo(shop().wall.get());
        shop().passTo(until);
    }

    /** A time of the scenario: so long after its start, or with a minus before it. */
    private long moment(String text) {
        return text.startsWith("-") ? startMillis - Times.millis(text.substring(1)) : startMillis + Times.millis(text);
    }

    /** {@code load NAME stop} and {@code load NAME 10 per 1m key=value …}. */
    private void load(Script.Line line) {
        String name = line.word(1);
        if (line.word(2).equals("stop")) {
            assertThat(shop().loads.remove(name))
                    .as(script + " has no load " + name)
                    .isNotNull();
            return;
        }
        List<String> properties = line.words().subList(5, line.words().size());
        shop().loads.put(name, Load.of(properties, every(line, 2), shop().wall.get() + 1));
    }

    /** {@code 10 per 1m}. */
    private static double every(Script.Line line, int from) {
        return (double) Times.millis(line.word(from + 2)) / Integer.parseInt(line.word(from));
    }

    /** {@code send 10 [of 2m] key=value …}. */
    private void send(Script.Line line) throws Exception {
        boolean timed = line.words().size() > 2 && line.word(2).equals("of");
        long time = timed ? moment(line.word(3)) : shop().wall.get();
        List<String> properties =
                line.words().subList(timed ? 4 : 2, line.words().size());
        shop().send(Integer.parseInt(line.word(1)), Load.of(properties, 1, 0), time);
    }

    /** {@code backfill 10 per 1m from -25h to -23h key=value …}. */
    private void backfill(Script.Line line) throws Exception {
        long from = moment(line.word(5));
        List<String> properties = line.words().subList(8, line.words().size());
        shop().backfill(Load.of(properties, every(line, 1), from), from, moment(line.word(7)));
    }

    /** {@code expect RULE[/SEGMENT] STATE [silenced] [inhibited] [acknowledged] [provisional]}. */
    private void expect(Script.Line line) {
        List<AlertReading> current = shop().engine().views().alerts().current();
        String name = line.word(1);
        assertThat(current)
                .as("%s line %d: there is no such rule", script, line.number())
                .anyMatch(reading -> name.equals(reading.rule()) || name.startsWith(reading.rule() + "/"));
        String seen = current.stream()
                .filter(reading -> Words.name(reading).equals(name))
                .map(Words::of)
                .findFirst()
                .orElse("inactive");
        List<Double> values = current.stream().map(AlertReading::value).toList();
        assertThat(seen)
                .as("%s line %d: %s, values %s", script, line.number(), line, values)
                .isEqualTo(line.rest(2));
    }

    /** What has been told since the last look must be what is wanted, in that order. */
    private void checkTold() {
        List<String> told = shop().takeTold().stream().map(Words::of).toList();
        assertThat(told)
                .as("%s: what was told, asked in line %d", script, askedAt)
                .isEqualTo(List.copyOf(wanted));
        wanted.clear();
        asked = false;
    }
}
