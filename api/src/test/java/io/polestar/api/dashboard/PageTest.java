package io.polestar.api.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.polestar.api.access.Role;
import io.polestar.api.access.TokenBook;
import io.polestar.api.access.TokenFile;
import io.polestar.api.dashboard.Chromium.Look;
import io.polestar.api.server.FakeBackend;
import io.polestar.api.server.ServerApp;
import io.polestar.api.server.ServerConfig;
import io.polestar.engine.Readiness;
import io.polestar.engine.view.AlertState;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, over the real server; the engine behind it says what each test wants. */
class PageTest {
    private static final String MARKUP = "<img src=x onerror=document.title='injected'>";

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
    void theTreeShowsEveryMetricAndTheNorthStarOnTop() {
        Page page = visit(Look.ENGLISH);
        assertThat(page.getByRole(AriaRole.HEADING).getByText("Orders", exact()))
                .isVisible();
        assertThat(value(page, "orders")).hasText("42");
        assertThat(value(page, "revenue")).hasText("£1,235");
        assertThat(value(page, "order_value")).hasText("–");
        assertThat(page.locator("[data-metric=orders]")).hasClass(Pattern.compile("is-star"));
        assertThat(page.locator("[data-metric=orders] .change")).containsText("5%");
        assertThat(page).hasTitle("Tree · A shop · Polestar");
    }

    @Test
    void aValueMovesByItself() {
        Page page = visit(Look.ENGLISH);
        assertThat(value(page, "orders")).hasText("42");
        backend.set("orders", 43);
        assertThat(value(page, "orders")).hasText("43");
        assertThat(freshness(page)).hasText("Live");
    }

    @Test
    void aFiringAlertIsAnnouncedAndListedWithItsFourTimes() {
        backend.transition(AlertState.INACTIVE);
        Page page = visit(Look.ENGLISH);
        assertThat(page.locator("[data-rule=orders_low]")).hasAttribute("data-state", "inactive");
        backend.transition(AlertState.FIRING);
        assertThat(page.locator(".toast")).containsText("Firing: Few orders");
        assertThat(page.locator("[data-rule=orders_low]")).containsText("Firing");
        page.navigate(address() + "#/alerts?tab=history");
        Locator newest = page.locator(".log details").first();
        newest.locator("summary").click();
        Locator times = newest.locator(".times").first();
        assertThat(times.locator("dt")).hasText(new String[] {"Event", "Ingested", "Decided", "Pushed", "Sequence"});
        assertThat(times.locator("dd").nth(3)).containsText(Pattern.compile("\\d{2}:\\d{2}:\\d{2}\\.\\d{3}"));
    }

    @Test
    void theKeyboardAloneWalksTheTreeAndOpensANodeAndGoesBack() {
        Page page = visit(Look.ENGLISH);
        assertThat(value(page, "orders")).hasText("42");
        page.locator("[data-metric=orders] a").focus();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("[data-metric=order_value] a")).isFocused();
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("#/node/orders"));
        assertThat(page.locator("ps-node-page h1")).hasText("Orders");
        assertThat(page.locator("ps-node-page")).containsText("Over time");
        page.goBack();
        assertThat(value(page, "orders")).hasText("42");
    }

    @Test
    void aNodeShowsSegmentsDefinitionAndTrustAndSurvivesAReload() {
        backend.setCountry("France", 12);
        backend.setCountry("Germany", 30);
        Page page = visit(Look.ENGLISH);
        page.locator("[data-metric=orders] a").click();
        assertThat(page.locator(".bars .name")).hasText(new String[] {"Germany", "France"});
        assertThat(page.locator("ps-node-page")).containsText("Distinct count");
        assertThat(page.locator("ps-node-page")).containsText("Newest event");
        assertThat(page.locator("ps-chart canvas")).isVisible();
        page.reload();
        assertThat(page.locator(".bars .name").first()).hasText("Germany");
        backend.setCountry("France", 31);
        assertThat(page.locator(".bars .name").first()).hasText("France");
    }

    @Test
    void anotherWindowIsAnotherAddress() {
        Page page = visit(Look.ENGLISH);
        page.getByLabel("7 days").check();
        assertThat(page).hasURL(Pattern.compile("window=7d"));
        assertThat(value(page, "orders")).hasText("42");
        page.goBack();
        assertThat(page.locator("input[name=window][value='1d']")).isChecked();
    }

    @Test
    void textFromOutsideIsNeverMarkup() throws IOException {
        server.close();
        backend = new FakeBackend(FakeBackend.YAML
                .replace("{en: Orders, zh: 订单}", "{en: \"" + MARKUP + "\", zh: \"" + MARKUP + "\"}")
                .replace("name: A shop", "name: \"" + MARKUP + "\""));
        backend.setCountry(MARKUP, 5);
        startServer();
        Page page = visit(Look.ENGLISH);
        page.locator("[data-metric=orders] a").click();
        assertThat(page.locator(".bars .name")).hasText(MARKUP);
        assertThat(page.locator("h1")).hasText(MARKUP);
        assertThat(page.locator(".brand b")).hasText(MARKUP);
        assertThat(page.locator("img")).hasCount(0);
        assertThat(page.title()).isNotEqualTo("injected");
    }

    @Test
    void withoutAServerNoNumberLooksLiveAndItsReturnMendsThat() throws IOException {
        Page page = visit(Look.ENGLISH);
        assertThat(value(page, "orders")).hasText("42");
        server.close();
        assertThat(freshness(page)).hasText("Reconnecting");
        assertThat(page.locator("[data-metric=orders]")).containsText("Stale");
        assertThat(page.locator(".banner")).containsText("The connection is lost");
        backend.set("orders", 44);
        startServer();
        assertThat(freshness(page)).hasText("Live");
        assertThat(value(page, "orders")).hasText("44");
        assertThat(page.locator("[data-metric=orders]")).not().containsText("Stale");
        backend.set("orders", 45);
        assertThat(value(page, "orders")).hasText("45");
    }

    @Test
    void aServerThatForgotItsPastIsBelievedAfresh() throws IOException {
        backend.transition(AlertState.FIRING);
        backend.set("orders", 50);
        Page page = visit(Look.ENGLISH);
        assertThat(page.locator("[data-rule=orders_low]")).containsText("Firing");
        server.close();
        assertThat(freshness(page)).hasText("Reconnecting");
        backend = new FakeBackend();
        startServer();
        assertThat(value(page, "orders")).hasText("42");
        assertThat(page.locator("[data-rule=orders_low]")).hasCount(0);
    }

    @Test
    void aServerThatReplaysSaysHowFarItIs() {
        backend.setReadiness(new Readiness(Readiness.State.REPLAYING, 2_500_000, 0.5, "reading the journal"));
        Page page = visit(Look.ENGLISH);
        assertThat(freshness(page)).hasText("Replaying");
        assertThat(page.locator(".banner")).containsText("50%, 2,500,000 events");
        backend.setReadiness(new Readiness(Readiness.State.READY, 5_000_000, 1, "ready"));
        assertThat(freshness(page)).hasText("Live");
    }

    @Test
    void aTokenIsAskedForOnceAndKeptForTheTab() throws IOException {
        server.close();
        String secret = new TokenFile(directory).add("wall", Role.READ, new SecureRandom(), Clock.systemUTC());
        startServer();
        Page page = visit(Look.ENGLISH);
        Locator field = page.getByLabel("Token", new Page.GetByLabelOptions().setExact(true));
        field.fill("guessed");
        field.press("Enter");
        assertThat(page.locator(".refused")).hasText("The server did not accept this token.");
        field.fill(secret);
        field.press("Enter");
        assertThat(freshness(page)).hasText("Live");
        assertThat(page.locator("dialog.ask")).isHidden();
        page.reload();
        assertThat(value(page, "orders")).hasText("42");
    }

    @Test
    void languageAndThemeAreTheBrowsersUntilChosenAndThenKept() {
        Page page = visit(Look.CHINESE.inTheDark());
        assertThat(freshness(page)).hasText("实时");
        assertThat(page.locator("[data-metric=orders] a")).hasText("订单");
        assertThat(page.locator("html")).hasAttribute("lang", "zh");
        page.getByLabel("EN", new Page.GetByLabelOptions().setExact(true)).check();
        assertThat(freshness(page)).hasText("Live");
        page.locator(".theme").click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        page.reload();
        assertThat(freshness(page)).hasText("Live");
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        page.navigate(address() + "?lang=zh");
        assertThat(freshness(page)).hasText("实时");
    }

    @Test
    void theBrowserHasNothingToComplainAbout() {
        backend.setCountry("France", 12);
        Page page = visit(Look.ENGLISH);
        page.locator("[data-metric=orders] a").click();
        assertThat(page.locator(".bars .name")).hasText("France");
        assertThat(chromium.complaints()).isEmpty();
    }

    private Page visit(Look look) {
        Page page = chromium.open(look);
        page.navigate(address());
        return page;
    }

    private String address() {
        return "http://127.0.0.1:" + port + "/";
    }

    private static Locator value(Page page, String metric) {
        return page.locator("[data-metric=" + metric + "] .number");
    }

    private static Locator freshness(Page page) {
        return page.locator("[data-freshness]");
    }

    private static Locator.GetByTextOptions exact() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    /** On the same port as before, so that an open page finds it again. */
    private void startServer() throws IOException {
        TokenBook tokens = TokenBook.open(new TokenFile(directory), Clock.systemUTC());
        server = new ServerApp(backend, ServerConfig.defaults().withPort(port), tokens, Clock.systemUTC());
        server.start();
        port = server.port();
    }
}
