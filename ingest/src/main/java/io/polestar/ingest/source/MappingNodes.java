package io.polestar.ingest.source;

import io.polestar.ingest.source.MappingException.Problem;
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
                problems.add(new Problem(file, 1, "a mapping must not be empty", "add \"polestar-mapping: 1\""));
            }
            return node.map(present -> fields(present, "the file", "{polestar-mapping: 1, type: …}", 1));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            problems.add(new Problem(file, line, "a mapping must be YAML: " + e.getProblem(), "correct the line"));
        } catch (YamlEngineException e) {
            problems.add(new Problem(file, 1, "a mapping must be YAML: " + e.getMessage(), "correct the file"));
        }
        return Optional.empty();
    }

    private Fields fields(Node node, String what, String shape, int line) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            problems.add(new Problem(file, line, what + " must be a list of keys and values", "write " + shape));
            return new Fields(line, what, entries, false);
        }
        for (NodeTuple tuple : mapping.getValue()) {
            int keyLine = line(tuple.getKeyNode(), line);
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(new Problem(file, keyLine, "a key must be a plain name", "write a name"));
                continue;
            }
            Entry entry = new Entry(key.getValue(), keyLine, tuple.getValueNode());
            if (entries.putIfAbsent(key.getValue(), entry) != null) {
                entry.problem("\"" + key.getValue() + "\" must appear once", "remove one of the two");
            }
        }
        return new Fields(line, what, entries, true);
    }

    private static int line(Node node, int otherwise) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(otherwise);
    }

    /** A group of keys. */
    final class Fields {

        private final int line;
        private final String what;
        private final Map<String, Entry> entries;
        private final boolean wellFormed;

        private Fields(int line, String what, Map<String, Entry> entries, boolean wellFormed) {
            this.line = line;
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
                problems.add(new Problem(file, line, what + " must have \"" + key + "\"", fix));
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
        private final int line;
        private final Node value;

        private Entry(String key, int line, Node value) {
            this.key = key;
            this.line = line;
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
            return MappingNodes.this.fields(value, "\"" + key + "\"", key + ": " + shape, line);
        }

        void problem(String rule, String fix) {
            problems.add(new Problem(file, line, rule, fix));
        }
    }
}
