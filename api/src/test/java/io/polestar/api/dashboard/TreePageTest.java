package io.polestar.api.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.polestar.api.dashboard.Chromium.Look;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tree as its readers use it, over the demo's orders of two weeks. */
class TreePageTest {
    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static DemoShop shop;

    @BeforeAll
    static void trade() throws Exception {
        chromium = Chromium.launch();
        shop = new DemoShop(directory);
        shop.trade("2011-11-01", "2011-11-16T15:00:00");
    }

    @AfterAll
    static void close() throws Exception {
        chromium.close();
        shop.close();
    }

    @AfterEach
    void closePages() {
        chromium.closePages();
    }

    @Test
    void theContributionsOnTheEdgesAddUpToTheChangeOfTheParent() {
        Page page = visit("#/tree?window=7d", Look.ENGLISH);
        assertThat(page.locator(".flow")).hasCount(5);
        double sum = 0;
        for (String child : List.of("buyers", "orders_per_buyer", "guest_orders")) {
            Locator flow = page.locator(".stand:has(> ps-node > [data-metric=" + child + "]) > .flow");
            sum += number(flow.locator("span[aria-hidden=true]").innerText());
        }
        double change = number(page.locator(".is-star .change .absolute").innerText());
        assertThat(change).isNotZero();
        assertThat(sum).isBetween(change - 1.5, change + 1.5); // each of three is rounded to a whole order
    }

    @Test
    void whatItIsComparedWithIsChosenSaidAndInTheAddress() {
        Page page = visit("#/tree?window=1d", Look.ENGLISH);
        String before = page.locator(".is-star .change").innerText();
        page.getByLabel("Compared with").selectOption("weekday");
        assertThat(page).hasURL(Pattern.compile("against=weekday"));
        assertThat(page.locator(".tree-side > .interval")).containsText("against 8 Nov 2011");
        assertThat(page.locator(".is-star .change")).not().hasText(before);
        page.goBack();
        assertThat(page.locator(".is-star .change")).hasText(before);
    }

    @Test
    void aCalendarWindowOffersOnlyWhatItCanBeComparedWith() {
        Page page = visit("#/tree?window=month", Look.ENGLISH);
        assertThat(page.getByLabel("Compared with").locator("option"))
                .hasText(new String[] {"the time before", "a year earlier"});
    }

    @Test
    void aFoldedBranchStaysFoldedInACopiedAddress() {
        Page page = visit("#/tree?window=1d", Look.ENGLISH);
        assertThat(card(page, "products_sold")).isVisible();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Hide 3 metrics below Buyers"))
                .press("Enter");
        assertThat(card(page, "products_sold")).hasCount(0);
        String address = page.url();
        page.context().close();
        Page copied = chromium.open(Look.ENGLISH);
        copied.navigate(address);
        assertThat(card(copied, "buyers")).isVisible();
        assertThat(card(copied, "products_sold")).hasCount(0);
        copied.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show 3 metrics below Buyers"))
                .click();
        assertThat(card(copied, "products_sold")).isVisible();
    }

    @Test
    void aMetricIsFoundByItsNameInEitherLanguageAndGoneTo() {
        Page page = visit("#/tree?window=1d", Look.CHINESE);
        page.keyboard().press("/");
        page.keyboard().type("median");
        assertThat(page.locator(".hits")).hasText("1 个结果");
        assertThat(page.locator(".node.is-dim")).hasCount(17);
        page.keyboard().press("Escape");
        assertThat(page.locator(".node.is-dim")).hasCount(0);
        page.keyboard().type("中位数");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("#/node/order_value_p50"));
    }

    @Test
    void theWholeTreeFitsThePageAndIsEnlargedOnRequest() {
        Page page = visit("#/tree?window=1d", Look.ENGLISH);
        assertThat(overflow(page)).isLessThanOrEqualTo(0);
        page.locator(".is-star a").focus();
        for (int step = 0; step < 4; step++) {
            page.keyboard().press("+");
        }
        assertThat(overflow(page)).isPositive();
        assertThat(page.locator(".zoom .quiet")).not().containsText("100%");
        page.keyboard().press("0");
        assertThat(overflow(page)).isLessThanOrEqualTo(0);
    }

    @Test
    void onAPhoneTheTreeIsAListThatNeverScrollsSideways() {
        Page page = visit("#/tree?window=1d", Look.CHINESE.onAPhone());
        assertThat(card(page, "order_value_p90")).isVisible();
        assertThat(overflow(page)).isLessThanOrEqualTo(0);
    }

    private static int overflow(Page page) {
        return (Integer)
                page.evaluate(
                        "() => { const tree = document.querySelector('ps-tree'); return tree.scrollWidth - tree.clientWidth; }");
    }

    private static Locator card(Page page, String metric) {
        return page.locator("article[data-metric=" + metric + "]");
    }

    /** What a reader sees as a number, its sign in the typographic form. */
    private static double number(String text) {
        return Double.parseDouble(text.replace('−', '-').replaceAll("[^0-9.+-]", ""));
    }

    private static Page visit(String address, Look look) {
        Page page = chromium.open(look);
        page.navigate(shop.address() + address);
        assertThat(page.locator(".is-star .number")).hasText(Pattern.compile("\\d+"));
        return page;
    }
}
