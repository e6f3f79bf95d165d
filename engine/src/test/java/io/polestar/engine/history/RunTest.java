package io.polestar.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

    /** A run of version 1: series 3 with steps 10 and 12, series 9 with step −1. Never to change; a new version gets its own. */
    private static final String GOLDEN = """
            5053544849535431
            0a00000000000000 0c00000000000000 0100000000000000 0200000000000000 6400000000000000 38ffffffffffffff
            ffffffffffffffff 0500000000000000 0600000000000000
            03000000 02000000 0800000000000000
            09000000 01000000 3800000000000000
            5000000000000000 0300000000000000 ffffffffffffffff 0c00000000000000 02000000 01 00 0000
            """;

    @TempDir
    Path directory;

    @Test
    void itsBytesAreThoseOfTheFormat() throws IOException {
        Path file = writeGolden();
        byte[] bytes = Files.readAllBytes(file);

        String hex = HexFormat.of().formatHex(bytes, 0, bytes.length - RunFormat.CHECKSUM_BYTES);

        assertThat(hex).isEqualTo(GOLDEN.replaceAll("\\s", ""));
    }

    @Test
    void itShowsTheEntriesOfASeriesWithinSteps() throws IOException {
        try (Run run = Run.open(writeGolden())) {
            assertThat(visit(run, 3, Long.MIN_VALUE, Long.MAX_VALUE)).containsExactly("10:1,100", "12:2,-200");
            assertThat(visit(run, 3, 10, 12)).containsExactly("10:1,100");
            assertThat(visit(run, 3, 11, 13)).containsExactly("12:2,-200");
            assertThat(visit(run, 3, 13, 99)).isEmpty();
            assertThat(visit(run, 9, -1, 0)).containsExactly("-1:5,6");
            assertThat(visit(run, 4, Long.MIN_VALUE, Long.MAX_VALUE)).isEmpty();
        }
    }

    @Test
    void itFindsTheNewestEntryAtOrBeforeAStep() throws IOException {
        try (Run run = Run.open(writeGolden())) {
            assertThat(floor(run, 3, 9)).isEqualTo(Long.MIN_VALUE);
            assertThat(floor(run, 3, 10)).isEqualTo(1);
            assertThat(floor(run, 3, 11)).isEqualTo(1);
            assertThat(floor(run, 3, Long.MAX_VALUE)).isEqualTo(2);
            assertThat(floor(run, 9, 5)).isEqualTo(5);
        }
    }

    @Test
    void aRunOfManyBuffersReadsBackAsWritten() throws IOException {
        int perSeries = 5_000;
        Path file = directory.resolve("large.run");
        List<Entry> entries = new ArrayList<>();
        for (int series = 0; series < 40; series++) {
            for (int step = 0; step < perSeries; step++) {
                entries.add(new Entry(series, step, series * 31L + step, -step));
            }
        }
        RunWriter.Written written = RunWriter.write(file, Tier.SECOND, SeriesKind.ADDITIVE, new ListCursor(entries));

        assertThat(written).isNotNull();
        try (Run run = Run.verified(file, written.bytes(), written.checksum())) {
            List<Entry> read = new ArrayList<>();
            SeriesCursor cursor = run.cursor();
            while (cursor.next()) {
                Columns columns = cursor.columns();
                for (int i = 0; i < columns.size(); i++) {
                    read.add(new Entry(cursor.series(), columns.step(i), columns.first(i), columns.second(i)));
                }
            }
            assertThat(read).isEqualTo(entries);
        }
    }

    @Test
    void nothingToWriteLeavesNoFile() throws IOException {
        Path file = directory.resolve("empty.run");

        assertThat(RunWriter.write(file, Tier.DAY, SeriesKind.ABSOLUTE, new ListCursor(List.of())))
                .isNull();
        assertThat(file).doesNotExist();
    }

    private Path writeGolden() throws IOException {
        Path file = directory.resolve("golden.run");
        List<Entry> entries = List.of(new Entry(3, 10, 1, 100), new Entry(3, 12, 2, -200), new Entry(9, -1, 5, 6));
        RunWriter.write(file, Tier.MINUTE, SeriesKind.ADDITIVE, new ListCursor(entries));
        return file;
    }

    private static List<String> visit(Run run, int series, long from, long to) {
        List<String> seen = new ArrayList<>();
        run.visit(series, from, to, (step, first, second) -> seen.add(step + ":" + first + "," + second));
        return seen;
    }

    private static long floor(Run run, int series, long step) {
        Newest newest = new Newest();
        run.floor(series, step, newest);
        return newest.valueOrUnknown();
    }

    record Entry(int series, long step, long first, long second) {}

    /** A walk over entries that are listed by series and step. */
    static final class ListCursor implements SeriesCursor {

        private final List<Entry> entries;
        private final Columns columns = new Columns();
        private int at;
        private int series;

        ListCursor(List<Entry> entries) {
            this.entries = entries;
        }

        @Override
        public boolean next() {
            if (at == entries.size()) {
                return false;
            }
            columns.clear();
            series = entries.get(at).series();
            while (at < entries.size() && entries.get(at).series() == series) {
                Entry entry = entries.get(at++);
                columns.add(entry.step(), entry.first(), entry.second());
            }
            return true;
        }

        @Override
        public int series() {
            return series;
        }

        @Override
        public Columns columns() {
            return columns;
        }
    }
}
