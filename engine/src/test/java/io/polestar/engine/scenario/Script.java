package io.polestar.engine.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A scenario as it is written: see docs/scenarios.md.
 *
 * @param name the file's name without its ending
 * @param lines what is to be done, in order
 */
record Script(String name, List<Line> lines) {
    private static final String ENDING = ".scenario";
    private static final Set<String> BLOCKS = Set.of("define", "reopen", "tree");

    /**
     * One line.
     *
     * @param number in the file, 1, 2, 3 …
     * @param words its words, without comments
     * @param block the lines up to {@code end}; empty unless the first word begins a block
     */
    record Line(int number, List<String> words, String block) {
        String word(int index) {
            if (index >= words.size()) {
                throw new IllegalArgumentException("line " + number + " ends too early: " + this);
            }
            return words.get(index);
        }

        /** The words from one on, as text. */
        String rest(int from) {
            return String.join(" ", words.subList(Math.min(from, words.size()), words.size()));
        }

        @Override
        public String toString() {
            return rest(0);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static Script read(Path file) throws IOException {
        String name = file.getFileName().toString();
        return of(name.substring(0, name.length() - ENDING.length()), Files.readAllLines(file));
    }

    static Script of(String name, List<String> texts) {
        List<Line> lines = new ArrayList<>();
        for (int at = 0; at < texts.size(); at++) {
            int number = at + 1;
            List<String> words = words(texts.get(at));
            if (words.isEmpty()) {
                continue;
            }
            StringBuilder block = new StringBuilder();
            if (isBlock(words)) {
                for (at++; !texts.get(at).strip().equals("end"); at++) {
                    block.append(texts.get(at)).append('\n');
                }
            }
            lines.add(new Line(number, words, block.toString()));
        }
        return new Script(name, lines);
    }

    private static boolean isBlock(List<String> words) {
        return words.size() == 1 && BLOCKS.contains(words.get(0));
    }

    private static List<String> words(String text) {
        String bare = text.replaceAll("(^|\\s)#.*", "").strip();
        return bare.isEmpty() ? List.of() : List.of(bare.split("\\s+"));
    }

    /** All scenarios of a folder, by name. */
    static List<Script> all(Path folder) throws IOException {
        List<Script> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>)
                    files.filter(path -> path.toString().endsWith(ENDING)).sorted()::iterator) {
                all.add(read(file));
            }
        }
        return all;
    }
}
