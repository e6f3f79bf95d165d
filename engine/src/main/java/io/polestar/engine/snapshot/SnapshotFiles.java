package io.polestar.engine.snapshot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Snapshots on disk, the two newest; those of an earlier version are not read, the journal is instead. A file is written aside, forced and then named, so a name stands for a whole file;
 * its checksum covers it all.
 *
 * <pre>
 * long magic and version · header fields · int length, gate · int length, definition · int length, state · int CRC-32C of all before
 * </pre>
 */
public final class SnapshotFiles {
    private static final long MAGIC = 0x504F4C4553_0004L;
    private static final String SUFFIX = ".snapshot";
    private static final int KEPT = 2;
    private static final int CRC_BYTES = 4;

    private final Path directory;

    public SnapshotFiles(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory);
    }

    /** Sequences of the snapshots there are, newest first. */
    public List<Long> sequences() throws IOException {
        List<Long> sequences = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                String name = entry.getFileName().toString();
                if (name.matches("\\d{19}\\.snapshot")) {
                    sequences.add(Long.valueOf(name.substring(0, name.length() - SUFFIX.length())));
                }
            }
        }
        sequences.sort(Comparator.reverseOrder());
        return sequences;
    }

    /** Writes a snapshot so that it survives a loss of power, then deletes all but the two newest. */
    public void write(Snapshot snapshot) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(head);
        byte[] definition = snapshot.definition().getBytes(StandardCharsets.UTF_8);
        out.writeLong(MAGIC);
        out.writeLong(snapshot.sequence());
        out.writeLong(snapshot.position());
        out.writeLong(snapshot.wallMillis());
        out.writeLong(snapshot.eventWallMillis());
        out.writeLong(snapshot.dedupPosition());
        out.writeInt(snapshot.gate().length);
        out.write(snapshot.gate());
        out.writeInt(definition.length);
        out.write(definition);
        out.writeInt(snapshot.state().length);
        CRC32C crc = new CRC32C();
        crc.update(head.toByteArray());
        crc.update(snapshot.state());
        Path aside = directory.resolve("writing.tmp");
        try (FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(channel, ByteBuffer.wrap(head.toByteArray()));
            writeFully(channel, ByteBuffer.wrap(snapshot.state()));
            writeFully(channel, ByteBuffer.allocate(CRC_BYTES).putInt(0, (int) crc.getValue()));
            channel.force(true);
        }
        Files.move(aside, file(snapshot.sequence()), StandardCopyOption.ATOMIC_MOVE);
        forceDirectory();
        List<Long> sequences = sequences();
        for (long old : sequences.subList(Math.min(KEPT, sequences.size()), sequences.size())) {
            Files.delete(file(old));
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void forceDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory)) {
            channel.force(true);
        }
    }

    /**
     * Reads a snapshot.
     *
     * @throws IOException when the file is not whole, naming it and what is wrong
     */
    public Snapshot read(long sequence) throws IOException {
        Path file = file(sequence);
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < CRC_BYTES) {
            throw new IOException("snapshot " + file + " is cut short, bytes=" + bytes.length);
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - CRC_BYTES);
        if ((int) crc.getValue() != ByteBuffer.wrap(bytes).getInt(bytes.length - CRC_BYTES)) {
            throw new IOException("snapshot " + file + " is damaged: its checksum does not fit");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readLong() != MAGIC) {
            throw new IOException("snapshot " + file + " has a format this version does not read");
        }
        return new Snapshot(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readNBytes(in.readInt()),
                new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8),
                in.readNBytes(in.readInt()));
    }

    /** Deletes a snapshot that is of no use any more. */
    public void delete(long sequence) throws IOException {
        Files.deleteIfExists(file(sequence));
    }

    private Path file(long sequence) {
        return directory.resolve(String.format("%019d%s", sequence, SUFFIX));
    }
}
