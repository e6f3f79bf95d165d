package io.polestar.api.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.polestar.api.access.Role;
import io.polestar.api.access.TokenBook;
import io.polestar.api.access.TokenFile;
import io.polestar.api.dashboard.Chromium.Look;
import io.polestar.api.server.FakeBackend;
import io.polestar.api.server.ServerApp;
import io.polestar.api.server.ServerConfig;
import io.polestar.engine.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An open page when connection, server, network, clock or token let it down: it says so, shows no wrong number as live, and mends itself. */
class ResilienceTest {
    /** A socket that can go deaf, to all messages or to those of the tree, while it stays open. */
    private static final String DEAF_EAR = """
            window.deafTo = null;
            const Open = WebSocket;
            window.WebSocket = class extends Open {
                set onmessage(hear) {
                    super.onmessage = (message) => {
                        if (window.deafTo === null || !message.data.includes(window.deafTo)) hear(message);
                    };
                }
            };
            """;

    private static final String EVERYTHING = "";

    private static Chromium chromium;

    @TempDir
    Path directory;

    private FakeBackend backend;
    private ServerApp server;
    private int port;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void serve() throws IOException {
        backend = new FakeBackend();
        startServer();
    }

    @AfterEach
    void stop() {
        chromium.closePages();
        server.close();
    }

    @Test
    void aLostServerIsSaidWithTheNextTryAndItsReturnIsFoundWithoutAReload() throws IOException {
        Page page = live(Look.ENGLISH);
        server.close();
        assertThat(freshness(page)).hasText("Reconnecting");
        assertThat(page.locator(".banner"))
                .containsText(Pattern.compile("The connection is lost\\. (Next try in|Trying)"));
        assertThat(page.locator(".banner")).containsText("Numbers are as of 13 Mar 2011, 07:06:40");
        assertThat(page.locator(".canvas.is-still")).not().hasCount(0);
        backend.set("orders", 44);
        startServer();
        page.getByText("Try now").click();
        assertThat(freshness(page)).hasText("Live");
        assertThat(orders(page)).hasText("44");
        assertThat(page.locator(".banner")).hasCount(0);
    }

    @Test
    void aServerThatComesBackReplayingSaysHowFarItIsOverGreyNumbers() throws IOException {
        Page page = live(Look.ENGLISH);
        server.close();
        assertThat(freshness(page)).hasText("Reconnecting");
        backend.setReadiness(new Readiness(Readiness.State.REPLAYING, 2_500_000, 0.5, "reading the journal"));
        startServer();
        assertThat(freshness(page)).hasText("Replaying");
        assertThat(page.locator(".banner")).containsText("50%, 2,500,000 events");
        assertThat(page.locator(".canvas.is-still")).not().hasCount(0);
        backend.setReadiness(new Readiness(Readiness.State.READY, 5_000_000, 1, "ready"));
        assertThat(freshness(page)).hasText("Live");
    }

    @Test
    void silenceIsToldFromQuietAndEndsInAnotherConnection() {
        Page page = deafable(Look.ENGLISH);
        page.clock().install();
        page.navigate(address());
        assertThat(freshness(page)).hasText("Live");
        deafTo(page, EVERYTHING);
        page.clock().fastForward(14_000);
        assertThat(freshness(page)).hasText("Stale");
        assertThat(page.locator(".banner")).containsText("The server has gone silent");
        backend.set("orders", 44);
        page.clock().fastForward(8_000);
        assertThat(freshness(page)).hasText("Reconnecting");
        deafTo(page, null);
        page.clock().fastForward(16_000);
        assertThat(freshness(page)).hasText("Live");
        assertThat(orders(page)).hasText("44");
    }

    @Test
    void aClockThatIsPutBackHidesNoSilence() {
        Page page = deafable(Look.ENGLISH);
        page.clock().install();
        page.navigate(address());
        assertThat(freshness(page)).hasText("Live");
        page.clock().setSystemTime(Date.from(Instant.now().minus(Duration.ofHours(5))));
        deafTo(page, EVERYTHING);
        page.clock().fastForward(14_000);
        assertThat(freshness(page)).hasText("Stale");
    }

    @Test
    void aNumberFromBeforeTheBreakDoesNotLookLiveBecauseAnotherHasCome() throws IOException {
        Page page = deafable(Look.ENGLISH);
        page.navigate(address() + "#/board?nodes=orders,revenue");
        assertThat(freshness(page)).hasText("Live");
        assertThat(page.locator(".board-card .number").first()).hasText("42");
        deafTo(page, "\"tree\":");
        server.close();
        assertThat(freshness(page)).hasText("Reconnecting");
        backend.set("orders", 44);
        startServer();
        assertThat(page.locator(".board-card .number").first()).hasText("44", patiently());
        assertThat(freshness(page)).hasText("Reconnecting");
        assertThat(page.locator(".board-card").first()).hasClass(Pattern.compile("is-still"));
    }

    @Test
    void aPageThatIsGoneToDuringABreakComesAfterIt() throws IOException {
        Page page = live(Look.ENGLISH);
        server.close();
        assertThat(freshness(page)).hasText("Reconnecting");
        page.locator("nav.pages").getByText("Board").click();
        assertThat(page.locator("main")).containsText("This page is not there yet");
        startServer();
        assertThat(page.locator("main h1")).hasText("Board", patiently());
        assertThat(freshness(page)).hasText("Live");
    }

    @Test
    void aDeviceWithoutANetworkSaysSoAndComesBackByItself() {
        Page page = deafable(Look.ENGLISH);
        page.navigate(address());
        assertThat(freshness(page)).hasText("Live");
        deafTo(page, EVERYTHING);
        page.context().setOffline(true);
        assertThat(freshness(page)).hasText("Offline");
        assertThat(page.locator(".banner")).containsText("This device is offline");
        assertThat(page.locator("[data-metric=orders]")).containsText("Stale");
        backend.set("orders", 44);
        deafTo(page, null);
        page.context().setOffline(false);
        assertThat(freshness(page)).hasText("Live");
        assertThat(orders(page)).hasText("44");
    }

    @Test
    void aNetworkThatIsOnlySaidToBeGoneIsBelievedNoLongerThanTheServerIsHeard() {
        Page page = live(Look.CHINESE);
        page.evaluate("dispatchEvent(new Event('offline'))");
        assertThat(freshness(page)).hasText("离线");
        backend.set("orders", 44);
        assertThat(freshness(page)).hasText("实时");
        assertThat(orders(page)).hasText("44");
    }

    @Test
    void aServerThatTakesLongToAnswerIsWaitedForInWords() {
        List<Route> held = new ArrayList<>();
        Page page = chromium.open(Look.ENGLISH);
        page.route("**/readyz", held::add);
        page.navigate(address());
        assertThat(freshness(page)).hasText("Connecting");
        assertThat(page.locator(".banner")).containsText("takes long to answer. Still waiting", patientlyContaining());
        page.unroute("**/readyz");
        held.forEach(Route::resume);
        assertThat(freshness(page)).hasText("Live");
        assertThat(page.locator(".banner")).hasCount(0);
    }

    @Test
    void anAnswerThatIsLateIsSaidBesideTheLiveNumbers() {
        List<Route> held = new ArrayList<>();
        Page page = live(Look.CHINESE);
        page.route("**/series?**", held::add);
        page.locator("[data-metric=orders] a").first().click();
        assertThat(page.locator(".banner")).containsText("服务器响应缓慢", patientlyContaining());
        assertThat(freshness(page)).hasText("实时");
        held.forEach(Route::resume);
        assertThat(page.locator(".banner")).hasCount(0);
    }

    @Test
    void aClockThatIsHoursOffIsSaidAndChangesNoTimeOnThePage() {
        Page page = chromium.open(Look.ENGLISH);
        page.clock().setFixedTime(Date.from(Instant.now().plus(Duration.ofHours(3))));
        page.navigate(address());
        assertThat(freshness(page)).hasText("Live");
        assertThat(page.locator(".banner.is-clock"))
                .containsText("ahead of the server’s by 3 hr", patientlyContaining());
        assertThat(page.locator(".moment")).hasText("Data time 13 Mar 2011, 07:06:40");
        assertThat(page.locator(".canvas.is-live")).not().hasCount(0);
        page.clock().setFixedTime(new Date());
        assertThat(page.locator(".banner.is-clock"))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(10_000));
    }

    @Test
    void aTokenThatIsRevokedWhileThePageIsOpenIsAskedForAgainOverGreyNumbers() throws Exception {
        server.close();
        TokenFile file = new TokenFile(directory);
        String first = file.add("first", Role.READ, new SecureRandom(), Clock.systemUTC());
        String second = file.add("second", Role.READ, new SecureRandom(), Clock.systemUTC());
        startServer();
        Page page = chromium.open(Look.ENGLISH);
        page.navigate(address());
        give(page, first);
        assertThat(freshness(page)).hasText("Live");
        file.revoke("first");
        Awaitility.await().until(() -> status("/v1/definition", first) == 401);
        page.locator("[data-metric=orders] a").first().click();
        assertThat(page.locator("dialog.ask")).isVisible();
        assertThat(page.locator("dialog.ask")).containsText("it was revoked or replaced");
        assertThat(page.locator(".refused")).isEmpty();
        assertThat(freshness(page)).hasText("Locked");
        assertThat(page.locator(".node-page")).hasClass(Pattern.compile("is-still"));
        give(page, first);
        assertThat(page.locator(".refused")).hasText("The server did not accept this token.");
        give(page, second);
        assertThat(page.locator("dialog.ask")).isHidden();
        assertThat(freshness(page)).hasText("Live");
    }

    @Test
    void aTokenThatMayReadButNotActIsRefusedTheActAndStaysGood() throws Exception {
        server.close();
        String token = new TokenFile(directory).add("reader", Role.READ, new SecureRandom(), Clock.systemUTC());
        startServer();
        Page page = chromium.open(Look.ENGLISH);
        page.navigate(address());
        give(page, token);
        assertThat(freshness(page)).hasText("Live");
        page.keyboard().press("a");
        page.getByLabel("What happened?").fill("price list 7");
        page.getByLabel("Your name or address").fill("ann@example.com");
        page.locator(".annotate [type=submit]").click();
        assertThat(page.locator(".annotate .problem")).isVisible();
        assertThat(page.locator(".saved")).isEmpty();
        assertThat(page.locator("dialog.ask")).isHidden();
        assertThat(freshness(page)).hasText("Live");
    }

    private Page live(Look look) {
        Page page = chromium.open(look);
        page.navigate(address());
        assertThat(freshness(page)).hasAttribute("data-freshness", "live");
        return page;
    }

    private static Page deafable(Look look) {
        Page page = chromium.open(look);
        page.addInitScript(DEAF_EAR);
        return page;
    }

    private static void deafTo(Page page, String part) {
        page.evaluate("part => window.deafTo = part", part);
    }

    private static void give(Page page, String token) {
        Locator field = page.getByLabel("Token", new Page.GetByLabelOptions().setExact(true));
        field.fill(token);
        field.press("Enter");
    }

    private int status(String path, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path.substring(1)))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static Locator orders(Page page) {
        return page.locator("[data-metric=orders] .number");
    }

    private static Locator freshness(Page page) {
        return page.locator("[data-freshness]");
    }

    /** Backoff, heartbeats and what counts as slow take seconds. */
    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(10_000);
    }

    private static LocatorAssertions.ContainsTextOptions patientlyContaining() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(10_000);
    }

    private String address() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** On the same port as before, so that an open page finds it again. */
    private void startServer() throws IOException {
        TokenBook tokens = TokenBook.open(new TokenFile(directory), Clock.systemUTC());
        server = new ServerApp(backend, ServerConfig.defaults().withPort(port), tokens, Clock.systemUTC());
        server.start();
        port = server.port();
    }
}
