package io.polestar.bench.limits;

import io.polestar.bench.figure.Figure;
import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.Measurement;
import io.polestar.bench.figure.Profile;
import io.polestar.bench.figure.Rounds;
import io.polestar.bench.figure.Unit;
import java.nio.file.Path;

/**
 * What no program on this machine can pass: copying memory, looking at every byte, appending to a queue on disk, filling new pages of a
 * file, forcing it to the disk.
 */
public final class MachineLimits implements Measurement {
    private static final int WARM_UPS = 2;

    private final Path directory;

    /** @param directory on the disk that is measured */
    public MachineLimits(Path directory) {
        this.directory = directory;
    }

    @Override
    public String title() {
        return "Limits of this machine";
    }

    @Override
    public void measure(Profile profile, Findings findings) throws Exception {
        int runs = profile.runs();
        try (MemoryBlock block = new MemoryBlock()) {
            findings.add(Figure.of(
                    "limit.memcpy",
                    "copying memory, one thread",
                    Unit.GIGABYTES_A_SECOND,
                    Rounds.of(WARM_UPS, runs, block::copiedGigabytesASecond)));
            findings.add(Figure.of(
                    "limit.scan",
                    "looking at every byte, one thread",
                    Unit.GIGABYTES_A_SECOND,
                    Rounds.of(WARM_UPS, runs, block::scannedGigabytesASecond)));
        }
        findings.add(Figure.of(
                "limit.chronicle",
                "Chronicle append, 100 messages of 64 bytes a document",
                Unit.MESSAGES_A_SECOND,
                Rounds.of(1, runs, () -> new DiskWrites(directory).appendedMessagesASecond())));
        findings.add(Figure.of(
                "limit.mapped",
                "filling new pages of a mapped file, one thread",
                Unit.GIGABYTES_A_SECOND,
                Rounds.of(1, runs, () -> new DiskWrites(directory).mappedGigabytesASecond())));
        findings.add(Figure.of(
                "limit.fdatasync",
                "fdatasync after 16 KB, p50",
                Unit.MILLIS,
                Rounds.of(1, runs, () -> new DiskWrites(directory).syncMillis())));
    }
}
