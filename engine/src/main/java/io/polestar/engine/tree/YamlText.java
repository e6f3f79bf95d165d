package io.polestar.engine.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Turns YAML text into nodes, from the parser's events rather than its objects: so every node keeps its place, and aliases, tags and deep
 * nesting are refused before they cost anything. Reads at most {@link #MAX_BYTES} and {@link #MAX_DEPTH} levels.
 */
final class YamlText {
    /** The largest file, bytes of UTF-8. */
    static final int MAX_BYTES = 1 << 20;
    /** The deepest nesting of mappings and sequences; a definition needs four. */
    static final int MAX_DEPTH = 16;

    private final Iterator<Event> events;

    private YamlText(Iterator<Event> events) {
        this.events = events;
    }

    /** The file's one document, or null after adding the problem that keeps it from being read. */
    static @Nullable YamlNode read(String text, Problems problems) {
        if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            problems.add(1, 1, "a definition is at most 1 MiB of UTF-8", "shorten it or make two trees of it");
            return null;
        }
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(MAX_BYTES).build();
        try {
            return new YamlText(new Parse(settings).parseString(text).iterator()).document();
        } catch (Refused e) {
            problems.add(line(e.mark), column(e.mark), e.rule, e.fix);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            problems.add(line(mark), column(mark), "not YAML, " + oneLine(e.getProblem()), "correct the YAML here");
        } catch (ReaderException e) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            problems.add(line, 1, "not YAML, it holds a control character", "remove the character");
        } catch (YamlEngineException e) {
            problems.add(1, 1, "not YAML, " + oneLine(e.getMessage()), "correct the YAML");
        }
        return null;
    }

    private @Nullable YamlNode document() throws Refused {
        YamlNode document = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent && document != null) {
                throw new Refused(event, "a file holds one document", "remove '---' and what follows");
            }
            if (event instanceof NodeEvent) {
                document = node(event, 1);
            }
        }
        return document;
    }

    private YamlNode node(Event event, int depth) throws Refused {
        refuseShortcuts(event);
        if (depth > MAX_DEPTH) {
            throw new Refused(
                    event, "nested deeper than " + MAX_DEPTH + " levels", "bring it up to the level it belongs to");
        }
        int line = line(event.getStartMark());
        int column = column(event.getStartMark());
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, line, column);
        }
        if (event instanceof SequenceStartEvent) {
            List<YamlNode> items = new ArrayList<>();
            for (Event next = events.next(); next instanceof NodeEvent; next = events.next()) {
                items.add(node(next, depth + 1));
            }
            return new YamlNode.Sequence(items, line, column);
        }
        List<YamlNode.Entry> entries = new ArrayList<>();
        for (Event next = events.next(); next instanceof NodeEvent; next = events.next()) {
            if (!(node(next, depth + 1) instanceof YamlNode.Scalar key)) {
                throw new Refused(next, "a key is a text", "write key: value");
            }
            entries.add(new YamlNode.Entry(key, node(events.next(), depth + 1)));
        }
        return new YamlNode.Mapping(entries, line, column);
    }

    private static YamlNode.Scalar scalar(ScalarEvent event, int line, int column) {
        ScalarStyle style = event.getScalarStyle();
        boolean plain = style == ScalarStyle.PLAIN;
        boolean quoted = style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED;
        return new YamlNode.Scalar(event.getValue(), line, column, quoted ? column + 1 : column, plain);
    }

    private static void refuseShortcuts(Event event) throws Refused {
        if (event instanceof AliasEvent) {
            throw new Refused(event, "aliases are refused", "write the value out");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw new Refused(
                    event, "anchors are refused", "remove '&" + node.getAnchor().get() + "'");
        }
        boolean tagged = event instanceof ScalarEvent scalar
                ? scalar.getTag().isPresent()
                : event instanceof CollectionStartEvent start && start.getTag().isPresent();
        if (tagged) {
            throw new Refused(event, "tags are refused", "remove the word that begins with '!'");
        }
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(m -> m.getLine() + 1).orElse(1);
    }

    private static int column(Optional<Mark> mark) {
        return mark.map(m -> m.getColumn() + 1).orElse(1);
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "it does not parse" : message.strip().replaceAll("\\s+", " ");
    }

    /** YAML that a definition may not use; carried to {@link #read}, which makes a problem of it. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        final transient Optional<Mark> mark;
        final String rule;
        final String fix;

        Refused(Event event, String rule, String fix) {
            super(rule);
            this.mark = event.getStartMark();
            this.rule = rule;
            this.fix = fix;
        }
    }
}
