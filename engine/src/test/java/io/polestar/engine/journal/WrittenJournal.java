package io.polestar.engine.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A journal whose every record can be told from its sequence. */
final class WrittenJournal {
    static final int SEGMENT_BYTES = 64 << 20;

    private final Path directory;
    private long sequence;

    WrittenJournal(Path directory) {
        this.directory = directory;
    }

    /** Appends batches in a segment of their own, as an engine does after every start, and ends the segment. */
    WrittenJournal segment(int batches) throws IOException {
        try (Journal journal = new Journal(directory, SEGMENT_BYTES)) {
            journal.start();
            for (int batch = 0; batch < batches; batch++) {
                append(journal, RecordKind.BATCH);
            }
        }
        return this;
    }

    /** Appends ticks in a segment of their own. */
    WrittenJournal ticks(int ticks) throws IOException {
        try (Journal journal = new Journal(directory, SEGMENT_BYTES)) {
            journal.start();
            append(journal, RecordKind.BATCH);
            for (int tick = 0; tick < ticks; tick++) {
                append(journal, RecordKind.TICK);
            }
        }
        return this;
    }

    void append(Journal journal, RecordKind kind) throws IOException {
        byte[] payload = kind == RecordKind.TICK ? new byte[0] : payload(++sequence);
        sequence = kind == RecordKind.TICK ? sequence + 1 : sequence;
        journal.append(kind, sequence, 1_000 + sequence, payload, payload.length);
    }

    /** Lets the journal go on from an earlier record, as an engine does that has dropped what came after it. */
    WrittenJournal after(long lastSequence) {
        sequence = lastSequence;
        return this;
    }

    static byte[] payload(long sequence) {
        byte[] payload = new byte[64 + (int) (sequence * 37 % 900)];
        new Random(sequence).nextBytes(payload);
        return payload;
    }

    /** Takes away what says that the segments were ended in order, as if the process had died. */
    WrittenJournal died() throws IOException {
        Segments segments = new Segments(directory);
        for (int number : segments.numbers()) {
            segments.folder(number).resolve("written").toFile().delete();
            segments.folder(number).resolve("end").toFile().delete();
        }
        return this;
    }

    Path file(int segment) throws IOException {
        return new Segments(directory).dataFile(segment);
    }

    /** Where in the file of a segment the document of a record begins. */
    long offset(int segment, long wanted) throws IOException {
        try (SegmentWalk walk = new SegmentWalk(file(segment))) {
            while (walk.next() == SegmentWalk.Step.RECORD) {
                if (walk.header().sequence() == wanted) {
                    return walk.offset();
                }
            }
        }
        throw new IOException("record " + wanted + " is not there");
    }

    void overwrite(int segment, long at, byte... bytes) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file(segment).toFile(), "rw")) {
            open.seek(at);
            open.write(bytes);
        }
    }

    /** Flips a bit in the middle of a record's payload. */
    void damage(int segment, long wanted) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file(segment).toFile(), "rw")) {
            long at = offset(segment, wanted) + Integer.BYTES + RecordHeader.LENGTH + 20;
            open.seek(at);
            int before = open.read();
            open.seek(at);
            open.write(before ^ 1);
        }
    }

    /** What recovery reads. */
    List<Long> read() throws IOException {
        List<Long> sequences = new ArrayList<>();
        try (Journal journal = new Journal(directory, SEGMENT_BYTES);
                JournalReader reader = journal.read(0)) {
            while (reader.next()) {
                sequences.add(reader.sequence());
            }
        }
        return sequences;
    }
}
