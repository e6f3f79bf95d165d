package io.polestar.ingest.source;

import io.polestar.engine.tree.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The YAML of a mapping as keys and values that know their line; what has the wrong shape becomes a problem. */
final class MappingNodes {

    private static final int MAX_TEXT_CHARS = 1 << 20;
    private static final Place START = new Place(1, 1);

    private final String file;
    private final List<Problem> problems;

    MappingNodes(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The keys of the file; empty, with a problem noted, if it is not YAML. */
    Optional<Fields> root(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(MAX_TEXT_CHARS)
                .build();
        try {
            Optional<Node> node = new Compose(settings).composeString(text);
            if (node.isEmpty()) {
                problems.add(new Problem(file, 1, 1, "a mapping must not be empty", "add \"polestar-mapping: 1\""));
            }
            return node.map(present -> fields(present, "the file", "{polestar-mapping: 1, type: …}", START));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            int column = e.getProblemMark().map(Mark::getColumn).orElse(0) + 1;
            problems.add(
                    new Problem(file, line, column, "a mapping must be YAML: " + e.getProblem(), "correct the line"));
        } catch (YamlEngineException e) {
            problems.add(new Problem(file, 1, 1, "a mapping must be YAML: " + e.getMessage(), "correct the file"));
        }
        return Optional.empty();
    }

    private Fields fields(Node node, String what, String shape, Place place) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            problems.add(new Problem(
                    file, place.line(), place.column(), what + " must be a list of keys and values", "write " + shape));
            return new Fields(place, what, entries, false);
        }
        for (NodeTuple tuple : mapping.getValue()) {
            Place keyPlace = place(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(new Problem(
                        file, keyPlace.line(), keyPlace.column(), "a key must be a plain name", "write a name"));
                continue;
            }
            Entry entry = new Entry(key.getValue(), keyPlace, tuple.getValueNode());
            if (entries.putIfAbsent(key.getValue(), entry) != null) {
                entry.problem("\"" + key.getValue() + "\" must appear once", "remove one of the two");
            }
        }
        return new Fields(place, what, entries, true);
    }

    private static Place place(Node node) {
        return node.getStartMark()
                .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(START);
    }

    /** Where something begins, counted from 1. */
    private record Place(int line, int column) {}

    /** A group of keys. */
    final class Fields {

        private final Place place;
        private final String what;
        private final Map<String, Entry> entries;
        private final boolean wellFormed;

        private Fields(Place place, String what, Map<String, Entry> entries, boolean wellFormed) {
            this.place = place;
            this.what = what;
            this.entries = entries;
            this.wellFormed = wellFormed;
        }

        List<Entry> entries() {
            return new ArrayList<>(entries.values());
        }

        Optional<Entry> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        Optional<Entry> required(String key, String fix) {
            if (wellFormed && !entries.containsKey(key)) {
                problems.add(new Problem(file, place.line(), place.column(), what + " must have \"" + key + "\"", fix));
            }
            return get(key);
        }

        void only(String... known) {
            List<String> names = List.of(known);
            for (Entry entry : entries.values()) {
                if (!names.contains(entry.key())) {
                    entry.problem(
                            "\"" + entry.key() + "\" is not known here", "use one of " + String.join(", ", names));
                }
            }
        }
    }

    /** A key and its value. */
    final class Entry {

        private final String key;
        private final Place place;
        private final Node value;

        private Entry(String key, Place place, Node value) {
            this.key = key;
            this.place = place;
            this.value = value;
        }

        String key() {
            return key;
        }

        boolean isText() {
            return value instanceof ScalarNode;
        }

        Optional<String> text() {
            if (value instanceof ScalarNode scalar) {
                return Optional.of(scalar.getValue());
            }
            problem(key + " must be one value", "write \"" + key + ": VALUE\"");
            return Optional.empty();
        }

        Fields fields(String shape) {
            return MappingNodes.this.fields(value, "\"" + key + "\"", key + ": " + shape, place);
        }

        void problem(String rule, String fix) {
            problems.add(new Problem(file, place.line(), place.column(), rule, fix));
        }
    }
}
