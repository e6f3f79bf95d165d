package io.polestar.engine.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import org.jspecify.annotations.Nullable;

/**
 * The folders of the journal: a segment is a Chronicle queue of its own, named by a running number. A new one begins at
 * every start and whenever the last has grown to its size, so a torn tail is never written to again and
 * the oldest can be deleted whole.
 *
 * <p>A position is {@code segment << 40 | record within the segment}.
 */
final class Segments {
    private static final int RECORD_BITS = 40;

    /** A record may be a quarter of it, so that the largest batch fits. */
    private static final long BLOCK_BYTES = 64L << 20;

    /** A file is a whole number of blocks and this, so that a record may lie across two blocks. */
    private static final long OVERLAP_BYTES = BLOCK_BYTES / 4;

    private static final long LOCK_TIMEOUT_MILLIS = 500;
    private static final String SIZE_FILE = "written";
    private static final String END_FILE = "end";

    private final Path directory;

    Segments(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory);
    }

    static long position(int segment, long record) {
        return ((long) segment << RECORD_BITS) | record;
    }

    static int segment(long position) {
        return (int) (position >>> RECORD_BITS);
    }

    static long record(long position) {
        return position & ((1L << RECORD_BITS) - 1);
    }

    /** Numbers of the segments that are there, ascending. */
    List<Integer> numbers() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                String name = entry.getFileName().toString();
                if (name.matches("\\d{8}")) {
                    numbers.add(Integer.valueOf(name));
                }
            }
        }
        numbers.sort(Comparator.naturalOrder());
        return numbers;
    }

    Path folder(int segment) {
        return directory.resolve(String.format("%08d", segment));
    }

    ChronicleQueue create(int segment) {
        return builder(segment).build();
    }

    ChronicleQueue openForReading(int segment) throws IOException {
        fillUp(dataFile(segment));
        return builder(segment).readOnly(true).build();
    }

    /** Gives a file that was cut its full length again, with nothing in it: reading a mapping past a file's end kills the process. A file that is written to has its full length. */
    private static void fillUp(Path file) throws IOException {
        long blocks = Math.max(1, -Math.floorDiv(OVERLAP_BYTES - Files.size(file), BLOCK_BYTES));
        long whole = blocks * BLOCK_BYTES + OVERLAP_BYTES;
        if (Files.size(file) < whole) {
            try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
                cut.setLength(whole);
            }
        }
    }

    /** The one data file of a segment, there once a record has been written. */
    Path dataFile(int segment) throws IOException {
        try (Stream<Path> entries = Files.list(folder(segment))) {
            return entries.filter(entry -> entry.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("journal segment " + folder(segment) + " has no data file"));
        }
    }

    /** Forces the names of a segment's files, without which their content would not survive a loss of power. */
    void forceNames(int segment) throws IOException {
        for (Path folder : List.of(folder(segment), directory)) {
            try (FileChannel names = FileChannel.open(folder)) {
                names.force(true);
            }
        }
    }

    boolean hasData(int segment) throws IOException {
        try (Stream<Path> entries = Files.list(folder(segment))) {
            return entries.anyMatch(entry -> entry.toString().endsWith(".cq4"));
        }
    }

    /**
     * Remembers how much of a finished segment is data, its file being larger and sparse, and where in the file the last record ends.
     */
    void recordSize(int segment, long bytes, long end) throws IOException {
        Files.writeString(folder(segment).resolve(SIZE_FILE), Long.toString(bytes));
        Files.writeString(folder(segment).resolve(END_FILE), Long.toString(end));
    }

    /** Bytes of data in a segment; the length of its file where nobody could say (after a crash, on a full disk). */
    long size(int segment) throws IOException {
        long noted = noted(segment, SIZE_FILE);
        if (noted >= 0) {
            return noted;
        }
        return hasData(segment) ? Files.size(dataFile(segment)) : 0;
    }

    /** Where in the data file of a finished segment the last record ends; -1 where nobody could say. */
    long notedEnd(int segment) throws IOException {
        return noted(segment, END_FILE);
    }

    private long noted(int segment, String name) throws IOException {
        Path file = folder(segment).resolve(name);
        String text = Files.exists(file) ? Files.readString(file).strip() : "";
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    /** Sequence of the first record after a segment; 0 where none follows that can be read. */
    long firstSequenceAfter(int segment) throws IOException {
        RecordHeader first = firstAfter(segment);
        return first == null ? 0 : first.sequence();
    }

    /** Wall clock of the first record after a segment, epoch milliseconds; empty where none follows that can be read. */
    OptionalLong firstWallAfter(int segment) throws IOException {
        RecordHeader first = firstAfter(segment);
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.wallMillis());
    }

    private @Nullable RecordHeader firstAfter(int segment) throws IOException {
        for (int number : numbers()) {
            if (number > segment && hasData(number)) {
                try (SegmentWalk walk = new SegmentWalk(dataFile(number))) {
                    if (walk.next() == SegmentWalk.Step.RECORD) {
                        return walk.header();
                    }
                }
            }
        }
        return null;
    }

    void delete(int segment) throws IOException {
        try (Stream<Path> entries = Files.walk(folder(segment))) {
            entries.sorted(Comparator.reverseOrder()).forEach(entry -> {
                try {
                    Files.delete(entry);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
    }

    private SingleChronicleQueueBuilder builder(int segment) {
        return SingleChronicleQueueBuilder.binary(folder(segment))
                .rollCycle(LargeRollCycles.LARGE_DAILY)
                .timeProvider(() -> 0L)
                .blockSize(BLOCK_BYTES)
                .timeoutMS(LOCK_TIMEOUT_MILLIS);
    }
}
