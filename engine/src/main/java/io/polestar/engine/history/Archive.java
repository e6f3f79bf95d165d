package io.polestar.engine.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Moves what the tracks hold in memory into run files, merges runs, and writes checkpoints. Works on the keeper's thread; the write
 * lock is taken only to put finished runs in place, so readers do not wait for the disk.
 */
final class Archive {

    private final RunStore store;
    private final Tracks tracks;
    private final Lock writeLock;
    private final long maxRunBytes;

    private Archive(RunStore store, Tracks tracks, Lock writeLock, long maxRunBytes) {
        this.store = store;
        this.tracks = tracks;
        this.writeLock = writeLock;
        this.maxRunBytes = maxRunBytes;
    }

    /** Opens the directory at a checkpoint and puts its runs into the tracks. */
    static Archive open(Path directory, Tracks tracks, Lock writeLock, long checkpoint, long maxRunBytes)
            throws IOException {
        Archive archive = new Archive(RunStore.open(directory, checkpoint), tracks, writeLock, maxRunBytes);
        Manifest manifest = archive.store.manifest(checkpoint);
        if (manifest != null) {
            archive.restore(manifest);
        }
        return archive;
    }

    /** Makes everything applied so far durable under a sequence, which must not be less than an earlier one. */
    void checkpoint(long sequence) throws IOException {
        if (sequence < store.lastSequence()) {
            throw new IllegalArgumentException("checkpoints must come in order of their sequence, sequence=" + sequence
                    + ", last=" + store.lastSequence());
        }
        flush();
        List<Long> firstSteps = new ArrayList<>();
        for (Tier tier : Tier.FINEST_FIRST) {
            firstSteps.add(tracks.track(tier, SeriesKind.ADDITIVE).firstStep());
        }
        List<Manifest.RunFile> files = new ArrayList<>();
        for (Track track : tracks.all()) {
            for (Run run : track.runs()) {
                files.add(
                        new Manifest.RunFile(run.name(), track.tier(), track.kind(), run.sizeBytes(), run.checksum()));
            }
        }
        store.commit(new Manifest(sequence, tracks.newestMillis(), firstSteps, files));
        sweep();
    }

    /** Moves the steps in memory into new runs, all of them or, if one cannot be written, none; then merges. */
    void flush() throws IOException {
        List<Track> all = tracks.all();
        List<@Nullable Run> written = new ArrayList<>();
        boolean complete = false;
        try {
            for (Track track : all) {
                RecentSteps recent = track.recent();
                written.add(recent.isEmpty() ? null : store.write(track.tier(), track.kind(), recent.cursor()));
            }
            complete = true;
        } finally {
            if (!complete) {
                closeAll(written);
                sweep();
            }
        }
        for (int i = 0; i < all.size(); i++) {
            settle(all.get(i), written.get(i));
        }
        for (Track track : all) {
            merge(track);
        }
        sweep();
    }

    /** Gives up the checkpoints before a sequence and the files only they need. */
    void forgetBefore(long sequence) throws IOException {
        store.forgetBefore(sequence);
        sweep();
    }

    long bytesOnDisk() {
        return store.bytesOnDisk();
    }

    /** Unmaps all runs; the tracks have none afterwards. */
    void close() {
        for (Track track : tracks.all()) {
            List<Run> runs = track.runs();
            replace(track, List.of(), true, runs);
        }
    }

    private void restore(Manifest manifest) throws IOException {
        boolean complete = false;
        try {
            for (Manifest.RunFile file : manifest.runs()) {
                Track track = tracks.track(file.tier(), file.kind());
                List<Run> runs = new ArrayList<>(track.runs());
                runs.add(store.verified(file));
                track.replace(runs, false);
            }
            long[] firstSteps =
                    manifest.firstSteps().stream().mapToLong(Long::longValue).toArray();
            tracks.resume(manifest.newestMillis(), firstSteps);
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    /** Puts the run of what was in memory behind the others; additive runs that nobody can read any more go. */
    private void settle(Track track, @Nullable Run written) {
        List<Run> kept = new ArrayList<>();
        List<Run> gone = new ArrayList<>();
        for (Run run : track.runs()) {
            boolean readable = track.kind() == SeriesKind.ABSOLUTE || run.lastStep() >= track.firstStep();
            (readable ? kept : gone).add(run);
        }
        if (written != null) {
            kept.add(written);
        }
        replace(track, kept, true, gone);
    }

    private void merge(Track track) throws IOException {
        MergePolicy.Choice choice = MergePolicy.choose(track.runs(), track.kind(), track.firstStep(), maxRunBytes);
        while (!choice.isNone()) {
            List<Run> runs = track.runs();
            List<Run> merged = runs.subList(choice.from(), choice.to());
            SeriesCursor all =
                    new MergedCursor(merged.stream().map(Run::cursor).toList(), track.kind(), track.firstStep());
            Run written = store.write(track.tier(), track.kind(), all);
            List<Run> kept = new ArrayList<>(runs.subList(0, choice.from()));
            if (written != null) {
                kept.add(written);
            }
            kept.addAll(runs.subList(choice.to(), runs.size()));
            replace(track, kept, false, merged);
            choice = MergePolicy.choose(track.runs(), track.kind(), track.firstStep(), maxRunBytes);
        }
    }

    private void replace(Track track, List<Run> runs, boolean forgetRecent, List<Run> gone) {
        writeLock.lock();
        try {
            track.replace(runs, forgetRecent);
            closeAll(gone);
        } finally {
            writeLock.unlock();
        }
    }

    private void sweep() throws IOException {
        Set<String> inUse = new HashSet<>();
        for (Track track : tracks.all()) {
            for (Run run : track.runs()) {
                inUse.add(run.name());
            }
        }
        store.sweep(inUse);
    }

    private static void closeAll(List<? extends @Nullable Run> runs) {
        for (Run run : runs) {
            if (run != null) {
                run.close();
            }
        }
    }
}
