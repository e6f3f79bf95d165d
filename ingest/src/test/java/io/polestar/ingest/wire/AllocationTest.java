package io.polestar.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.polestar.engine.event.EventBatch;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int LINES = 10_000;

    @Test
    void anEventOfAKnownShapeAllocatesNothing() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            text.append("{\"type\":\"order_line\",\"time\":\"2026-01-31T08:15:").append(10 + i % 50);
            text.append("Z\",\"id\":\"o-").append(i).append("\",\"subject\":").append(i % 100);
            text.append(",\"data\":{\"country\":\"Fran\\u0063e\",\"price\":")
                    .append(i % 1_000)
                    .append(".25,\"gift\":true,");
            text.append("\"tags\":[1,2],\"city\":\"巴黎\"")
                    .append(i % 3 == 0 ? ",\"note\":null" : "")
                    .append("}}\n");
        }
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        EventReader reader = new EventReader(Limits.DEFAULTS);
        EventBatch batch = new EventBatch();
        for (int i = 0; i < 20; i++) {
            read(reader, body, batch);
        }

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 10; i++) {
            read(reader, body, batch);
        }
        long bytesAnEvent = (threads.getThreadAllocatedBytes(thread) - before) / (10 * LINES);

        assertThat(bytesAnEvent).isZero();
    }

    private static void read(EventReader reader, byte[] body, EventBatch batch) {
        batch.reset();
        assertThat(reader.read(WireFormat.NDJSON, body, body.length, batch).accepted())
                .isEqualTo(LINES);
    }
}
