package io.polestar.api.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.polestar.api.dashboard.Chromium.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page, whatever it shows: over the real engine and the demo's orders, while more come in. */
class EveryPageTest {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final long MOST_BYTES = 400 * 1024;

    /** A page by the name of its screenshots, its address, and what shows that it is there. */
    private record Place(String name, String address, String shows) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Place> PLACES = List.of(
            new Place("tree", "#/tree?window=7d", "[data-metric=orders] .sparkline .line"),
            new Place("node-sum", "#/node/revenue?window=7d", "ps-chart canvas"),
            new Place("node-ratio", "#/node/average_order_value?window=1d", "ps-chart canvas"),
            new Place("node-conversion", "#/node/won_back?window=28d", "ps-chart canvas"),
            new Place("node-retention", "#/node/weekly_return?window=28d", "ps-chart canvas"),
            new Place("node-quantile", "#/node/order_value_p90?window=7d", "ps-chart canvas"),
            new Place("alerts", "#/alerts", "h1"),
            new Place("rule", "#/alerts/cancellations_high", "h1"),
            new Place("sources", "#/sources", "h1"),
            new Place("definition", "#/definition", "h1"),
            new Place("board", "#/board?nodes=orders,revenue,buyers", "h1"),
            new Place("wall", "#/wall?window=1d", "main"));

    private static final List<Look> LOOKS = List.of(
            Look.ENGLISH, Look.CHINESE.inTheDark(), Look.ENGLISH.inTheDark().onAPhone(), Look.CHINESE.onAPhone());

    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static DemoShop shop;
    private static Feed feed;

    @BeforeAll
    static void trade() throws Exception {
        chromium = Chromium.launch();
        shop = new DemoShop(directory);
        shop.trade("2011-10-31", "2011-12-01T09:00:00");
        feed = new Feed(shop);
    }

    @AfterAll
    static void close() throws Exception {
        feed.close();
        chromium.close();
        shop.close();
    }

    @AfterEach
    void closePages() {
        chromium.closePages();
    }

    private static Stream<Place> places() {
        return PLACES.stream();
    }

    @ParameterizedTest
    @MethodSource("places")
    void itBreaksNoRuleOfAccessibilityLacksNoWordAndFits(Place place) throws Exception {
        for (Look look : LOOKS) {
            Page page = visit(place, look);
            assertThat(Axe.violations(page)).as("%s in %s", place, look).isEmpty();
            assertNoRawKey(page);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .as("how far %s in %s scrolls sideways", place, look)
                    .isLessThanOrEqualTo(0);
            shoot(page, place.name() + "-" + look.name());
            page.context().close();
        }
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void noPageTransfersMoreThanItMay() {
        for (Place place : PLACES) {
            Page page = chromium.open(Look.ENGLISH);
            AtomicLong bytes = new AtomicLong();
            CDPSession session = page.context().newCDPSession(page);
            session.on(
                    "Network.loadingFinished",
                    event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
            session.send("Network.enable");
            go(page, place);
            page.waitForLoadState(LoadState.NETWORKIDLE);
            assertThat(bytes.get()).as("bytes of %s", place).isBetween(50_000L, MOST_BYTES);
            page.context().close();
        }
    }

    private static Page visit(Place place, Look look) {
        // What moves or fades is not yet in the colours that it will have.
        Page page = chromium.open(look, ReducedMotion.REDUCE);
        go(page, place);
        return page;
    }

    private static void go(Page page, Place place) {
        page.navigate(shop.address() + place.address());
        assertThat(page.locator("[data-freshness]").first())
                .hasAttribute("data-freshness", Pattern.compile("live|held"));
        assertThat(page.locator(place.shows()).first()).isVisible();
        assertThat(page.locator(".is-waiting, .skeleton")).hasCount(0);
    }

    /** A key that has no word shows itself: with dots, which no word of the page has. */
    private static void assertNoRawKey(Page page) throws IOException {
        List<String> keys = Files.readAllLines(Path.of("src/main/resources/dashboard/i18n/en.json")).stream()
                .map(line -> line.replaceFirst("^\\s*\"([a-z]+\\.[a-zA-Z.]+)\".*$", "$1"))
                .filter(key -> key.matches("[a-z]+\\.[a-zA-Z.]+"))
                .toList();
        String text = page.locator("ps-app").innerText();
        assertThat(keys).hasSizeGreaterThan(50).noneMatch(text::contains);
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
    }
}
