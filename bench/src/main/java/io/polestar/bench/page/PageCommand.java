package io.polestar.bench.page;

import io.polestar.bench.load.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How soon is the dashboard there, what does it cost to keep open with sixty nodes that move four times a second, does its memory grow, and
 * how smoothly does a chart of 100,000 points move? Measured in a real Chromium on this machine, the server beside it.
 */
@Command(
        name = "page",
        description =
                "Opens the dashboard in Chromium: first paint, bytes, cost while it is open, memory, chart frames.",
        mixinStandardHelpOptions = true)
public final class PageCommand implements Callable<Integer> {
    private static final int UPDATES_PER_SECOND = 4;

    /** Where the north star shows a number for the first time, in milliseconds since the navigation. */
    private static final String WATCH_FIRST_NUMBER = """
            new MutationObserver((_, observer) => {
                const number = document.querySelector('.is-star .number');
                if (!number || !/\\d/.test(number.textContent)) return;
                observer.disconnect();
                requestAnimationFrame(() => setTimeout(() => { window.firstNumberMillis = performance.now(); }));
            }).observe(document, { childList: true, subtree: true, characterData: true });
            """;

    @Option(names = "--chromium", defaultValue = "/usr/bin/chromium", description = "default ${DEFAULT-VALUE}")
    private Path chromium = Path.of("/usr/bin/chromium");

    @Option(names = "--loads", defaultValue = "9", description = "how often it is opened (default ${DEFAULT-VALUE})")
    private int loads;

    @Option(names = "--minutes", defaultValue = "2", description = "how long it stays open (default ${DEFAULT-VALUE})")
    private int minutes;

    private final AtomicReference<IOException> failedPost = new AtomicReference<>();
    private volatile long batches;

    @Override
    public Integer call() throws Exception {
        ScheduledExecutorService feed = Executors.newSingleThreadScheduledExecutor();
        try (ServerProcess server = new ServerProcess(PageTree.definition(), List.of());
                Browser browser = new Browser(chromium)) {
            String address = "http://127.0.0.1:" + server.port() + "/#/tree?window=1d";
            post(server);
            load(browser, address);
            feed.scheduleAtFixedRate(() -> tryToPost(server), 0, 1000 / UPDATES_PER_SECOND, TimeUnit.MILLISECONDS);
            stayOpen(browser, address);
            feed.shutdown();
            feed.awaitTermination(5, TimeUnit.SECONDS);
            ChartFrames.measure(browser, address);
        } finally {
            feed.shutdownNow();
        }
        if (failedPost.get() != null) {
            throw failedPost.get();
        }
        return 0;
    }

    private void load(Browser browser, String address) throws IOException, InterruptedException {
        double[] paints = new double[loads];
        double[] numbers = new double[loads];
        long bytes = 0;
        for (int load = 0; load < loads; load++) {
            try (Tab tab = browser.open()) {
                tab.send("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH_FIRST_NUMBER));
                tab.goTo(address);
                tab.until("window.firstNumberMillis", 20);
                paints[load] = tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
                        .asDouble();
                numbers[load] = tab.evaluate("window.firstNumberMillis").asDouble();
                TimeUnit.MILLISECONDS.sleep(500);
                bytes = tab.receivedBytes();
            }
        }
        print("first contentful paint", paints, "ms");
        print("north star's number shown", numbers, "ms");
        System.out.printf("transferred: %.1f KB compressed%n", bytes / 1024.0);
    }

    private void stayOpen(Browser browser, String address) throws IOException, InterruptedException {
        try (Tab tab = browser.open()) {
            tab.goTo(address);
            tab.until("document.querySelectorAll('.node .number').length >= " + PageTree.NODES, 20);
            TimeUnit.SECONDS.sleep(10);
            for (int minute = 0; minute < minutes; minute++) {
                minute(browser, tab, minute);
            }
            String shown = tab.evaluate("document.querySelector('.is-star .number').textContent.replace(/\\D/g, '')")
                    .asText();
            if (Long.parseLong(shown) < batches - UPDATES_PER_SECOND) {
                throw new IOException("void: " + batches + " events were sent, the page shows " + shown);
            }
        }
    }

    private static void minute(Browser browser, Tab tab, int minute) throws IOException, InterruptedException {
        double tasks = tab.measure("TaskDuration");
        Duration pages = browser.pagesCpu();
        Duration all = browser.cpu();
        long begin = System.nanoTime();
        TimeUnit.MINUTES.sleep(1);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double busy = (tab.measure("TaskDuration") - tasks) / seconds;
        double page = browser.pagesCpu().minus(pages).toMillis() / 1e3 / seconds;
        double whole = browser.cpu().minus(all).toMillis() / 1e3 / seconds;
        tab.send("HeapProfiler.collectGarbage", Map.of());
        System.out.printf(
                "minute %2d: main thread %.1f %% of a core, page's process %.1f %%, whole browser %.1f %%, heap %.2f MB, %.0f DOM nodes%n",
                minute + 1,
                busy * 100,
                page * 100,
                whole * 100,
                tab.measure("JSHeapUsedSize") / 1e6,
                tab.measure("Nodes"));
    }

    private void tryToPost(ServerProcess server) {
        try {
            post(server);
        } catch (IOException e) {
            failedPost.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(ServerProcess server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/events"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(PageTree.events()))
                .build();
        int status = server.client().send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("void: the server answered " + status);
        }
        batches++;
    }

    static void print(String what, double[] values, String unit) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "%s: median %.1f %s (%.1f to %.1f, %d times)%n",
                what, sorted[sorted.length / 2], unit, sorted[0], sorted[sorted.length - 1], sorted.length);
    }
}
