package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.Acks;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.Readiness;
import io.polestar.engine.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A disk that is filled by somebody else until it takes not one byte more. {@code -Dpolestar.small.disk=DIR} names a directory on a file
 * system of a few hundred megabytes that the test may fill, such as {@code mount -t tmpfs -o size=300m tmpfs DIR}.
 */
@EnabledIfSystemProperty(named = "polestar.small.disk", matches = ".+", disabledReason = "needs a file system to fill")
class SmallDiskTest {
    private static final long KEPT_FREE = 64L << 20;
    private static final long LARGEST_DISK = 2L << 30;

    private final Shop shop = new Shop();

    @Test
    void aDiskThatFillsUpStopsEventsButNoReadsAndARestartOnItReadsToo() throws Exception {
        Path disk = Path.of(System.getProperty("polestar.small.disk"));
        assertThat(Files.getFileStore(disk).getTotalSpace()).isBetween(KEPT_FREE * 2, LARGEST_DISK);
        Path filler = disk.resolve("filler");
        EngineConfig config =
                shop.config(disk.resolve("data")).withMinFreeBytes(KEPT_FREE).withSnapshotMillis(100);
        try {
            try (Engine engine = shop.open(config, Shop.TREE)) {
                shop.sellSlowly(engine, 0, 100);
                fill(filler);
                assertRefusedButRead(engine);
            }
            try (Engine engine = shop.open(config, Shop.TREE)) {
                assertRefusedButRead(engine);
                Files.delete(filler);
                await().atMost(Duration.ofSeconds(10)).until(() -> {
                    Status status = engine.append(shop.orders(engine, 100, 110), Acks.JOURNAL)
                            .status();
                    assertThat(status).isIn(Status.ACCEPTED, Status.DISK_FULL);
                    return status == Status.ACCEPTED;
                });
                shop.sell(engine, 110, 120);
                assertThat(Shop.ordersOf(engine)).isEqualTo(120);
            }
            try (Engine engine = shop.open(config, Shop.TREE)) {
                assertThat(Shop.ordersOf(engine)).isEqualTo(120);
            }
        } finally {
            Files.deleteIfExists(filler);
            Disk.delete(disk.resolve("data"));
        }
    }

    private void assertRefusedButRead(Engine engine) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> engine.append(shop.orders(engine, 900, 901), Acks.JOURNAL)
                                .status()
                        == Status.DISK_FULL);
        assertThat(engine.readiness().state()).isEqualTo(Readiness.State.READY);
        assertThat(Shop.ordersOf(engine)).isBetween(100L, 101L);
        assertThat(engine.views().tree("1d", true).nodes()).isNotEmpty();
    }

    private static void fill(Path filler) throws IOException {
        try (FileChannel out = FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int chunk = 1 << 20; chunk > 0; chunk /= 16) {
                writeUntilFull(out, chunk);
            }
        }
    }

    private static void writeUntilFull(FileChannel out, int chunk) {
        try {
            while (true) {
                out.write(ByteBuffer.allocate(chunk));
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }
}
