package io.polestar.api.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.polestar.api.dashboard.Chromium.Look;
import java.nio.file.Path;
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
        assertThat(page.locator(".latest li").first()).containsText("2 Nov 2011");
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

    private static Page visit(Look look) {
        Page page = chromium.open(look);
        page.navigate(shop.address());
        assertThat(page.locator("[data-freshness]")).hasAttribute("data-freshness", Pattern.compile("live|held"));
        return page;
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
    }
}
