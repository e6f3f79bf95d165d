package io.polestar.bench.load;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The least an HTTP endpoint on this stack can do: reads a body to its end and answers 200 with nothing. Until it is ended. */
@Command(name = EmptyHandlerCommand.NAME, hidden = true, description = "Serves an empty handler until it is ended.")
public final class EmptyHandlerCommand implements Callable<Integer> {
    static final String NAME = "empty-handler";
    private static final int THREADS = 16;
    private static final int BUFFER_BYTES = 64 << 10;

    @Option(names = "--port", required = true, description = "where to listen")
    private int port;

    @Override
    public Integer call() throws Exception {
        ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[BUFFER_BYTES]);
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.jetty.threadPool = new QueuedThreadPool(THREADS, THREADS / 2);
            config.routes.post("/v1/events", request -> {
                InputStream body = request.req().getInputStream();
                byte[] buffer = buffers.get();
                int read = 0;
                while (read >= 0) {
                    read = body.read(buffer);
                }
            });
        });
        try {
            javalin.start("127.0.0.1", port);
            new CountDownLatch(1).await();
        } finally {
            javalin.stop();
        }
        return 0;
    }
}
