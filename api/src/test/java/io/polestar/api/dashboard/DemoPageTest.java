package io.polestar.api.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.polestar.api.dashboard.Chromium.Look;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser over the real engine and the demo's orders. One shop for all, because orders take a while to
 * come in: time goes on from test to test. Screenshots are in target/screenshots.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoPageTest {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final String NEW_ORDER = """
            {"id": "walk-in-1", "type": "order_line", "source": "counter", "time": "2011-11-02T11:30:00Z", "subject": "walk-in",
             "data": {"invoice": "walk-in-1", "product": "85123A", "quantity": 2, "price": 2.5, "country": "United Kingdom"}}
            """;

    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static DemoShop shop;

    @BeforeAll
    static void trade() throws Exception {
        chromium = Chromium.launch();
        shop = new DemoShop(directory);
    }

    @AfterAll
    static void close() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        if (shop != null) {
            shop.close();
        }
    }

    @AfterEach
    void closePages() {
        chromium.closePages();
    }

    @Test
    @Order(1)
    void beforeTheFirstEventThePageShowsHowToSendOne() {
        Page page = visit(Look.ENGLISH);
        assertThat(page.locator(".empty")).containsText("It has seen no event yet");
        assertThat(page.locator(".empty code").first()).containsText("\"type\":\"order_line\"");
        shoot(page, "empty-en-light");
    }

    @Test
    @Order(2)
    void ordersMoveTheTree() throws Exception {
        shop.trade("2011-10-31", "2011-11-02T12:00:00");
        Page page = visit(Look.ENGLISH);
        assertThat(page.locator(".empty")).hasCount(0);
        Locator orders = page.locator("[data-metric=orders] .number");
        assertThat(orders).hasText(Pattern.compile("\\d+"));
        long before = Long.parseLong(orders.innerText());
        assertThat(shop.post(NEW_ORDER).body()).contains("\"accepted\":1");
        assertThat(orders).hasText(Long.toString(before + 1));
    }

    @Test
    @Order(3)
    void anAlertOfTheDataIsAnnouncedAsItFires() throws Exception {
        Page page = visit(Look.ENGLISH);
        assertThat(page.locator("[data-rule=refunds_eire]")).hasAttribute("data-state", "inactive");
        shop.trade("2011-11-02T12:00:00", "2011-11-02T18:00:00");
        assertThat(page.locator("[data-rule=refunds_eire]")).hasAttribute("data-state", "firing");
        assertThat(page.locator(".toast")).containsText("Firing: Ireland");
        assertThat(page.locator(".log li").first()).containsText("2 Nov 2011");
    }

    @Test
    @Order(4)
    void anOpenPageSurvivesARestartOfTheServerWithTheSameNumbers() throws Exception {
        Page page = visit(Look.ENGLISH);
        Locator orders = page.locator("[data-metric=orders] .number");
        assertThat(orders).hasText(Pattern.compile("\\d+"));
        String before = orders.innerText();
        shop.close();
        assertThat(page.locator("[data-freshness]")).hasText("Reconnecting");
        assertThat(page.locator("[data-metric=orders]")).containsText("Stale");
        shop.open();
        assertThat(page.locator("[data-metric=orders]")).not().containsText("Stale");
        assertThat(orders).hasText(before);
        assertThat(page.locator("[data-rule=refunds_eire]")).hasAttribute("data-state", "firing");
    }

    @Test
    @Order(5)
    void everyLanguageThemeAndWidthIsComplete() throws Exception {
        shop.trade("2011-11-02T18:00:00", "2011-12-01T09:00:00");
        Thread feed = new Thread(DemoPageTest::tradeOn, "orders");
        feed.start();
        try {
            for (Look look : List.of(
                    Look.ENGLISH,
                    Look.ENGLISH.inTheDark(),
                    Look.CHINESE,
                    Look.CHINESE.inTheDark(),
                    Look.ENGLISH.onAPhone(),
                    Look.CHINESE.inTheDark().onAPhone())) {
                walk(look);
            }
        } finally {
            feed.interrupt();
            feed.join();
        }
        assertThat(chromium.complaints()).isEmpty();
    }

    /** Looks at the tree and at a detail. */
    private void walk(Look look) throws Exception {
        Page page = visit(look);
        assertThat(page.locator("[data-freshness]")).hasAttribute("data-freshness", "live");
        assertThat(page.locator("[data-metric=orders] .sparkline .line").first())
                .isAttached();
        assertNoRawKey(page);
        shoot(page, "tree-" + name(look));
        page.locator("[data-metric=orders] a").click();
        assertThat(page.locator(".bars li").nth(4)).isVisible();
        assertThat(page.locator("ps-chart canvas")).isVisible();
        assertThat(page.locator("ps-chart .readout b")).hasText(Pattern.compile("\\d+"));
        assertThat(page.locator("ps-chart.is-waiting")).hasCount(0);
        assertNoRawKey(page);
        shoot(page, "detail-" + name(look));
        page.context().close();
    }

    /** Orders of the day, one day after the other without the nights, in which the clock would be held. */
    private static void tradeOn() {
        try {
            for (String day :
                    List.of("2011-12-01", "2011-12-02", "2011-12-05", "2011-12-06", "2011-12-07", "2011-12-08")) {
                shop.tradeAt(600, day + "T09:00:00", day + "T18:00:00");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key that has no word shows itself: with dots, which no word of the page has. */
    private static void assertNoRawKey(Page page) throws Exception {
        List<String> keys = Arrays.stream(Files.readString(Path.of("src/main/resources/dashboard/i18n/en.json"))
                        .split("\n", -1))
                .map(line -> line.replaceFirst("^\\s*\"([a-z]+\\.[a-zA-Z.]+)\".*$", "$1"))
                .filter(key -> key.matches("[a-z]+\\.[a-zA-Z.]+"))
                .toList();
        String text = page.locator("ps-app").innerText();
        assertThat(keys).hasSizeGreaterThan(50).noneMatch(text::contains);
    }

    private static Page visit(Look look) {
        Page page = chromium.open(look);
        page.navigate(shop.address());
        assertThat(page.locator("[data-freshness]")).hasAttribute("data-freshness", Pattern.compile("live|held"));
        return page;
    }

    private static String name(Look look) {
        return look.language().substring(0, 2)
                + (look.dark() ? "-dark" : "-light")
                + (look.width() < 600 ? "-phone" : "");
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
    }
}
