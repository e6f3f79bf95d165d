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
    private final Set<String> lent = new HashSet<>();

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
        store.commit(inFiles(sequence));
        sweep();
    }

    /** Moves the steps in memory into new runs, all of them or, if one cannot be written, none; then merges. */
    void flush() throws IOException {
        writeRecent();
        for (Track track : tracks.all()) {
            merge(track);
        }
        sweep();
    }

    /** Moves the steps in memory into new runs and shows all runs; their files stay where they are whatever comes. */
    Holdings lend() throws IOException {
        writeRecent();
        Manifest contents = inFiles(0);
        List<Holdings.LentRun> runs = new ArrayList<>();
        for (Manifest.RunFile run : contents.runs()) {
            lent.add(run.name());
            runs.add(new Holdings.LentRun(store.resolve(run.name()), run));
        }
        return new Holdings(contents.newestMillis(), contents.firstSteps(), runs, contents.forgotten());
    }

    /**
     * Makes what another history holds part of this one, under numbers greater by so many, and forgets some series; for readers all
     * of it at one moment. The runs come before all runs here: their series had none, so the order says that what is written under
     * their numbers from now on is later.
     *
     * @throws IllegalArgumentException if one of the numbers is in use; nothing has changed then
     */
    void takeOver(Holdings other, int seriesOffset, SeriesSet forgotten) throws IOException {
        SeriesSet gone = forgotten.with(other.forgotten().greaterBy(seriesOffset));
        List<Run> adopted = adopt(other.runs(), seriesOffset);
        writeLock.lock();
        try {
            tracks.resume(other.newestMillis(), other.firstSteps());
            tracks.forget(gone);
            for (Track track : tracks.all()) {
                List<Run> runs = new ArrayList<>(adopted);
                runs.removeIf(run -> run.tier() != track.tier() || run.kind() != track.kind());
                runs.addAll(track.runs());
                track.replace(runs, false);
            }
        } finally {
            writeLock.unlock();
        }
    }

    /** Opens the runs of another history as files of this one, all of them or, if one cannot be had, none. */
    private List<Run> adopt(List<Holdings.LentRun> lentRuns, int seriesOffset) throws IOException {
        List<Run> adopted = new ArrayList<>();
        boolean complete = false;
        try {
            int first = Integer.MAX_VALUE;
            int last = 0;
            for (Holdings.LentRun each : lentRuns) {
                Run run = store.adopt(each.file(), each.told(), seriesOffset);
                adopted.add(run);
                first = Math.min(first, run.firstSeries());
                last = Math.max(last, run.lastSeries());
            }
            for (Track track : tracks.all()) {
                if (track.hasSeriesWithin(first, last)) {
                    throw new IllegalArgumentException("what is taken over needs numbers of its own, seriesOffset="
                            + seriesOffset + ", first=" + first + ", last=" + last);
                }
            }
            complete = true;
            return adopted;
        } finally {
            if (!complete) {
                closeAll(adopted);
                sweep();
            }
        }
    }

    private Manifest inFiles(long sequence) {
        List<Manifest.RunFile> files = new ArrayList<>();
        for (Track track : tracks.all()) {
            for (Run run : track.runs()) {
                files.add(new Manifest.RunFile(
                        run.name(), track.tier(), track.kind(), run.sizeBytes(), run.checksum(), run.seriesOffset()));
            }
        }
        return new Manifest(sequence, tracks.newestMillis(), tracks.firstSteps(), files, tracks.forgotten());
    }

    private void writeRecent() throws IOException {
        List<Track> all = tracks.all();
        List<@Nullable Run> written = new ArrayList<>();
        boolean complete = false;
        try {
            for (Track track : all) {
                RecentSteps recent = track.recent();
                SeriesCursor kept = track.merged(List.of(recent.cursor()));
                written.add(recent.isEmpty() ? null : store.write(track.tier(), track.kind(), kept));
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
            tracks.resume(manifest.newestMillis(), manifest.firstSteps());
            tracks.forget(manifest.forgotten());
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
            SeriesCursor all = track.merged(merged.stream().map(Run::cursor).toList());
            Run written = store.write(track.tier(), track.kind(), all);
            List<Run> kept = new ArrayList<>(runs.subList(0, choice.from()));
            if (written != null) {
                kept.add(written);
            }
            kept.addAll(runs.subList(choice.to(), runs.size()));
            replace(track, kept, false, merged);
            sweep();
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
        Set<String> inUse = new HashSet<>(lent);
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
