package io.polestar.engine.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of history in one directory: runs, and one manifest per checkpoint. A run is forced to the disk before the manifest that
 * names it; a manifest appears by a rename; a file is deleted only when no manifest names it. So a crash at any moment leaves every
 * checkpoint that was finished.
 *
 * <p>Used by the keeper's thread only, but for {@link #bytesOnDisk()}. Files it does not know by name are left alone.
 */
final class RunStore {

    private static final Logger LOG = LoggerFactory.getLogger(RunStore.class);
    private static final Pattern RUN_NAME = Pattern.compile("(\\d{8,18})-(1s|1m|1h|1d)-(additive|absolute)\\.run");
    private static final Pattern MANIFEST_NAME = Pattern.compile("checkpoint-(\\d{19})\\.manifest");
    private static final String UNFINISHED = ".unfinished";

    private final Path directory;
    private final TreeMap<Long, Manifest> manifests = new TreeMap<>();
    private final Map<Long, Long> manifestBytes = new HashMap<>();
    private final Map<String, Long> runBytes = new HashMap<>();
    private final Set<String> unforced = new HashSet<>();
    private long lastNumber;
    private volatile long bytesOnDisk;

    private RunStore(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens the files as they were at a checkpoint; later ones are deleted, earlier checkpoints stay.
     *
     * @param checkpoint the sequence of the checkpoint, 0 for none
     * @throws IOException if there is no such checkpoint or its manifest is damaged
     */
    static RunStore open(Path directory, long checkpoint) throws IOException {
        Files.createDirectories(directory);
        RunStore store = new RunStore(directory);
        store.readManifests(checkpoint);
        if (checkpoint != 0 && !store.manifests.containsKey(checkpoint)) {
            throw new IOException("history has no such checkpoint, directory=" + directory + ", checkpoint="
                    + checkpoint + ", checkpoints=" + store.manifests.keySet());
        }
        store.findRuns();
        store.sweep(Set.of());
        return store;
    }

    /** The manifest of a checkpoint that is not forgotten. */
    @Nullable
    Manifest manifest(long sequence) {
        return manifests.get(sequence);
    }

    /** The sequence of the newest checkpoint; 0 if there is none. */
    long lastSequence() {
        return manifests.isEmpty() ? 0 : manifests.lastKey();
    }

    /** Opens a run named by a manifest and checks every byte of it. */
    Run verified(Manifest.RunFile file) throws IOException {
        return Run.verified(directory.resolve(file.name()), file.bytes(), file.checksum())
                .renumbered(file.seriesOffset());
    }

    /** Where a file of this directory lies. */
    Path resolve(String name) {
        return directory.resolve(name);
    }

    /** Writes a new run; null if the cursor has no entries. */
    @Nullable
    Run write(Tier tier, SeriesKind kind, SeriesCursor cursor) throws IOException {
        String name = nextName(tier, kind);
        Path file = directory.resolve(name);
        RunWriter.Written written = RunWriter.write(file, tier, kind, cursor);
        if (written == null) {
            return null;
        }
        added(name, written.bytes());
        return Run.open(file);
    }

    /**
     * Makes a run of another directory one of this directory too: another name of the same bytes or, where the file system does not
     * give a file two names, a copy.
     *
     * @param told what the other directory says of the run
     */
    Run adopt(Path other, Manifest.RunFile told, int seriesOffset) throws IOException {
        String name = nextName(told.tier(), told.kind());
        Path file = directory.resolve(name);
        linkOrCopy(other, file);
        added(name, told.bytes());
        return Run.open(file).renumbered(Math.addExact(told.seriesOffset(), seriesOffset));
    }

    /** Makes a checkpoint durable: its runs first, then the manifest that names them. */
    void commit(Manifest manifest) throws IOException {
        for (Manifest.RunFile run : manifest.runs()) {
            if (unforced.contains(run.name())) {
                force(directory.resolve(run.name()), StandardOpenOption.WRITE);
                unforced.remove(run.name());
            }
        }
        byte[] bytes = manifest.toBytes();
        Path unfinished = directory.resolve(manifestName(manifest.sequence()) + UNFINISHED);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(
                unfinished,
                directory.resolve(manifestName(manifest.sequence())),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        force(directory, StandardOpenOption.READ);
        manifests.put(manifest.sequence(), manifest);
        manifestBytes.put(manifest.sequence(), (long) bytes.length);
        countBytes();
    }

    /** Gives up the checkpoints before a sequence; the newest checkpoint stays whatever the sequence. */
    void forgetBefore(long sequence) throws IOException {
        while (manifests.size() > 1 && manifests.firstKey() < sequence) {
            long forgotten = manifests.firstKey();
            Files.deleteIfExists(directory.resolve(manifestName(forgotten)));
            manifests.remove(forgotten);
            manifestBytes.remove(forgotten);
        }
        countBytes();
    }

    /** Deletes the runs that neither a checkpoint nor the reader of today uses. */
    void sweep(Set<String> inUse) throws IOException {
        Set<String> needed = new HashSet<>(inUse);
        for (Manifest manifest : manifests.values()) {
            for (Manifest.RunFile run : manifest.runs()) {
                needed.add(run.name());
            }
        }
        for (String name : List.copyOf(runBytes.keySet())) {
            if (!needed.contains(name)) {
                Files.deleteIfExists(directory.resolve(name));
                runBytes.remove(name);
                unforced.remove(name);
            }
        }
        countBytes();
    }

    /** The bytes of all runs and manifests. Any thread. */
    long bytesOnDisk() {
        return bytesOnDisk;
    }

    private String nextName(Tier tier, SeriesKind kind) {
        return "%08d-%s-%s.run".formatted(++lastNumber, tier.label(), kind.label());
    }

    private void added(String name, long bytes) {
        runBytes.put(name, bytes);
        unforced.add(name);
        countBytes();
    }

    private void readManifests(long checkpoint) throws IOException {
        for (String name : names()) {
            Matcher matcher = MANIFEST_NAME.matcher(name);
            if (name.endsWith(UNFINISHED)) {
                Files.delete(directory.resolve(name));
            } else if (matcher.matches()) {
                long sequence = Long.parseLong(matcher.group(1));
                if (sequence > checkpoint) {
                    Files.delete(directory.resolve(name));
                } else {
                    readManifest(name, sequence, sequence == checkpoint);
                }
            }
        }
        force(directory, StandardOpenOption.READ);
    }

    private void readManifest(String name, long sequence, boolean wanted) throws IOException {
        Path file = directory.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        try {
            Manifest manifest = Manifest.parse(bytes, file.toString());
            if (manifest.sequence() != sequence) {
                throw new IOException("history manifest is of another checkpoint, file=" + file + ", sequence="
                        + manifest.sequence());
            }
            manifests.put(sequence, manifest);
            manifestBytes.put(sequence, (long) bytes.length);
        } catch (IOException damaged) {
            if (wanted) {
                throw damaged;
            }
            LOG.warn("an earlier checkpoint of history is damaged and given up: {}", damaged.getMessage());
            Files.delete(file);
        }
    }

    private void findRuns() throws IOException {
        for (String name : names()) {
            Matcher matcher = RUN_NAME.matcher(name);
            if (matcher.matches()) {
                lastNumber = Math.max(lastNumber, Long.parseLong(matcher.group(1)));
                runBytes.put(name, Files.size(directory.resolve(name)));
            }
        }
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                names.add(String.valueOf(file.getFileName()));
            }
        }
        return names;
    }

    private void countBytes() {
        long bytes = 0;
        for (long each : runBytes.values()) {
            bytes += each;
        }
        for (long each : manifestBytes.values()) {
            bytes += each;
        }
        bytesOnDisk = bytes;
    }

    private static void linkOrCopy(Path from, Path to) throws IOException {
        boolean complete = false;
        try {
            Files.createLink(to, from);
            complete = true;
        } catch (UnsupportedOperationException | FileSystemException e) {
            LOG.debug("history is copied because it cannot be linked, file={}: {}", from, e.toString());
            Files.copy(from, to);
            complete = true;
        } finally {
            if (!complete) {
                Files.deleteIfExists(to);
            }
        }
    }

    private static String manifestName(long sequence) {
        return "checkpoint-%019d.manifest".formatted(sequence);
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
