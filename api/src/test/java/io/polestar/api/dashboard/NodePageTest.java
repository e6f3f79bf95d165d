package io.polestar.api.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.SelectOption;
import io.polestar.api.dashboard.Chromium.Look;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node up close, as its owner reads it: over the demo's orders of ten days, which end on 9 December 2011 at noon. */
class NodePageTest {
    private static final String MARKUP = "<img src=x onerror=document.title='injected'>";
    private static final String LATE_ORDER = """
            {"id": "late-1", "type": "order_line", "source": "counter", "time": "2011-12-09T11:30:00Z", "subject": "walk-in",
             "data": {"invoice": "late-1", "product": "85123A", "quantity": 4, "price": 2.5, "country": "France"}}
            """;
    private static final String PANES = """
            {"metric": "revenue", "window": "1d", "pane": "15m", "falseAlarmsPerMonth": 2,
             "times": ["2011-12-09T11:00:00.000Z", "2011-12-09T11:15:00.000Z", "2011-12-09T11:30:00.000Z", "2011-12-09T11:45:00.000Z"],
             "values": [900, 1000, 4000, 950], "expected": [null, 1000, 1000, 1000], "low": [null, 500, 500, 500],
             "high": [null, 1500, 1500, 1500], "unusual": [2]}
            """;
    /** Within an hour, where coarser steps have no moment. */
    private static final Pattern ON_A_MINUTE = Pattern.compile("\\d, .*:(?!00)\\d\\d:00$");

    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static DemoShop shop;

    @BeforeAll
    static void trade() throws Exception {
        chromium = Chromium.launch();
        shop = new DemoShop(directory);
        shop.trade("2011-11-29", "2011-12-09T12:00:00");
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
    void everyWindowIsShownAndIsOneStepAway() {
        Page page = visit(Look.ENGLISH, "#/node/orders?window=1d");
        assertThat(page.locator(".all-windows .name"))
                .hasText(new String[] {"1 hour", "1 day", "7 days", "28 days", "Today", "This month"});
        assertThat(page.locator(".all-windows [aria-current] .name")).hasText("1 day");
        Locator week = page.locator(".all-windows [data-window='7d']");
        assertThat(week.locator(".number")).hasText(Pattern.compile("\\d+"));
        String value = week.locator(".number").innerText();
        week.click();
        assertThat(page).hasURL(Pattern.compile("window=7d"));
        assertThat(page.locator(".top .number")).hasText(value);
    }

    @Test
    void aBrushGoesIntoTheAddressBringsAFinerStepAndIsUndone() {
        Page page = visit(Look.ENGLISH, "#/node/orders?window=1h&span=7d");
        plot(page).press("ArrowLeft");
        assertThat(plot(page)).hasAttribute("aria-valuetext", Pattern.compile(":00:00$"));
        drag(page, 0.9, 0.95);
        assertThat(page).hasURL(Pattern.compile("from=\\d+&to=\\d+"));
        assertThat(page.locator(".moves .shown")).containsText("8 Dec 2011");
        plot(page).press("ArrowLeft");
        assertThat(plot(page)).hasAttribute("aria-valuetext", ON_A_MINUTE);
        page.reload();
        plot(page).press("ArrowLeft");
        assertThat(plot(page)).hasAttribute("aria-valuetext", ON_A_MINUTE);
        page.goBack();
        assertThat(page).hasURL(Pattern.compile("span=7d$"));
        drag(page, 0.3, 0.5);
        assertThat(page).hasURL(Pattern.compile("from=\\d+"));
        plot(page).press("Escape");
        assertThat(page).not().hasURL(Pattern.compile("from="));
    }

    @Test
    void aBrushUpToTheEndGoesOnWithTheClock() {
        Page page = visit(Look.ENGLISH, "#/node/orders?window=1d&span=7d");
        drag(page, 0.5, 0.999);
        assertThat(page).hasURL(Pattern.compile("span=30\\d{4}s"));
        assertThat(page.locator(".moves .shown")).containsText("9 Dec 2011, 1");
    }

    @Test
    void theKeysReadOutEachMomentBesideWhatItIsComparedWithAndZoomAndPan() {
        Page page = visit(Look.ENGLISH, "#/node/orders?window=1d&span=1d");
        page.getByLabel("Compare with").selectOption("day");
        assertThat(page).hasURL(Pattern.compile("compare=day"));
        assertThat(plot(page)).hasAttribute("aria-valuetext", Pattern.compile("day before: \\d+, 9 Dec 2011"));
        plot(page).focus();
        plot(page).press("ArrowLeft");
        plot(page).press("ArrowLeft");
        assertThat(plot(page))
                .hasAttribute(
                        "aria-valuetext", Pattern.compile("\\d+, day before: \\d+, 9 Dec 2011, \\d\\d:\\d\\d:\\d\\d"));
        assertThat(page.locator("[data-panel=past] .readout .compared")).hasText(Pattern.compile("day before: \\d+"));
        assertThat(page.locator("[data-panel=past] .chart-key")).containsText("day before");
        plot(page).press("+");
        assertThat(page).hasURL(Pattern.compile("(span=43200s|from=)"));
        plot(page).press("Shift+ArrowLeft");
        assertThat(page).hasURL(Pattern.compile("from=\\d+&to=\\d+"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Back to now"))
                .click();
        assertThat(page).not().hasURL(Pattern.compile("from=|span="));
    }

    @Test
    void theEndOfTheLineFollowsTheData() throws Exception {
        Page page = visit(Look.ENGLISH, "#/node/guest_orders?window=1d&span=1d");
        assertThat(page.locator("[data-panel=past] .readout b")).hasText(Pattern.compile("\\d+"));
        long before =
                Long.parseLong(page.locator("[data-panel=past] .readout b").innerText());
        String order =
                LATE_ORDER.replace("late-1", "late-" + System.nanoTime()).replace("\"subject\": \"walk-in\",", "");
        assertThat(shop.post(order).body()).contains("\"accepted\":1");
        assertThat(page.locator("[data-panel=past] .readout b")).hasText(Long.toString(before + 1));
        assertThat(page.locator(".top .number")).hasText(Long.toString(before + 1));
    }

    @Test
    void aCalendarWindowShowsWhereItIsHeading() {
        Page page = visit(Look.ENGLISH, "#/node/revenue?window=today");
        Locator heading = page.locator("[data-panel=heading]");
        assertThat(heading.locator("h3")).hasText(new String[] {"This hour", "Today", "This week", "This month"});
        assertThat(heading.locator("[data-period=day]")).containsText(Pattern.compile("so far £[\\d,.]+"));
        assertThat(heading.locator("[data-period=day]")).containsText(Pattern.compile("80%: £[\\d,.]+ to £[\\d,.]+"));
        assertThat(page.locator("[data-panel=past] .chart-key")).containsText("four times of five");
        page.navigate(shop.address() + "#/node/average_order_value?window=today");
        assertThat(page.locator("h1")).hasText("Average order value");
        assertThat(plot(page)).hasAttribute("aria-valuetext", Pattern.compile("£"));
        assertThat(heading).hasCount(0);
    }

    @Test
    void whatWasNotedAndWhatFiredIsMarkedListedAndOneStepAway() throws Exception {
        send(
                "POST",
                "v1/annotations",
                "{\"text\": \"" + MARKUP + "\", \"author\": \"ann@example.com\", \"metric\": \"revenue\","
                        + " \"time\": \"2011-12-07T10:00:00Z\"}");
        send(
                "POST",
                "v1/annotations",
                "{\"text\": \"of another\", \"author\": \"ann@example.com\", \"metric\": \"orders\","
                        + " \"time\": \"2011-12-07T11:00:00Z\"}");
        Page page = visit(Look.ENGLISH, "#/node/revenue?window=1d");
        Locator list = page.locator(".happening");
        assertThat(list.filter(new Locator.FilterOptions().setHasText("More revenue in a day than can be true")))
                .containsText("9 Dec 2011, 09:15");
        assertThat(page.locator(".happenings")).not().containsText("of another");
        Locator note = list.filter(new Locator.FilterOptions().setHasText("onerror"));
        assertThat(note).containsText("(ann@example.com)");
        note.focus();
        assertThat(page.locator("[data-panel=past] .readout .near")).containsText(MARKUP);
        assertThat(page.locator("img")).hasCount(0);
        note.click();
        assertThat(page).hasURL(Pattern.compile("from=" + millis("2011-12-07T09:00:00Z")));
        assertThat(page.locator(".moves .shown")).containsText("7 Dec 2011, 09:00 up to 7 Dec 2011, 11:00");
    }

    @Test
    void theLinkOfAMessageShowsItsMoment() {
        Page page = visit(Look.CHINESE, "#/node/revenue?window=1d&at=" + millis("2011-12-02T09:15:00Z"));
        assertThat(page.locator(".happening.is-moment")).containsText("指定的时刻，2011年12月2日 09:15:00");
        assertThat(page.locator(".moves .shown")).containsText("2011年11月28日 21:15 至 2011年12月5日 21:15");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("回到现在"))
                .click();
        assertThat(page.locator(".happening.is-moment")).hasCount(0);
    }

    @Test
    void whatIsUnusualIsMarkedAndTold() {
        Page page = chromium.open(Look.ENGLISH);
        page.route(
                "**/v1/anomaly/**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(PANES)));
        page.navigate(shop.address() + "#/node/revenue?window=1d");
        Locator usual = page.locator("[data-panel=usual]");
        assertThat(usual).containsText("1 of the last 4 stretches of 15 minutes was unusual.");
        assertThat(usual.locator("canvas")).isVisible();
        usual.locator("summary").click();
        assertThat(usual.locator("details li")).hasCount(1);
        assertThat(usual.locator("details li")).containsText("9 Dec 2011, 11:30");
        assertThat(usual.locator("details li")).containsText("usual: £500.00 to £1,500");
    }

    @Test
    void rulesLeadToWhereTheyAreKeptAndToAnother() {
        Page page = visit(Look.ENGLISH, "#/node/cancellation_rate?window=7d");
        Locator rules = page.locator("[data-panel=rules]");
        assertThat(rules.locator("[data-rule=cancellations_high]")).containsText("above 20.0% for 30 mins");
        assertThat(rules.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Alert me…")))
                .hasAttribute("href", "#/alerts?window=7d&new=cancellation_rate");
        rules.getByText("Many cancellations all week").click();
        assertThat(page).hasURL(Pattern.compile("#/alerts/cancellations_high_all_week"));
    }

    @Test
    void theDefinitionIsReadOutAndLeadsToTheMetricsItUses() {
        Page page = visit(Look.CHINESE, "#/node/cancellation_rate?window=7d");
        Locator definition = page.locator("[data-panel=definition]");
        assertThat(definition.locator(".in-words")).hasText("由其他指标按下方公式计算得出。");
        definition.locator("summary").click();
        assertThat(definition.locator("pre")).containsText("formula: cancelled_orders / (orders + cancelled_orders)");
        assertThat(definition.locator("pre")).not().containsText("components");
        definition.locator("dd .link").first().click();
        assertThat(page.locator("h1")).hasText("取消订单");
        assertThat(definition.locator(".in-words"))
                .hasText("统计满足 invoice startsWith \"C\" 的 order_line 事件中不同 invoice 的个数。");
        assertThat(definition).containsText("用于");
    }

    @Test
    void twoVersionsAreComparedForThisMetricFirst() throws Exception {
        Page page = visit(Look.ENGLISH, "#/node/buyers?window=1d");
        assertThat(page.locator("[data-panel=versions]")).containsText("in force");
        String text = demo("definition.yaml")
                .replace("{en: Buyers, zh: 买家}", "{en: Customers, zh: 买家}")
                .replace("{en: Order lines, zh: 订单行}", "{en: Lines, zh: 订单行}");
        send("PUT", "v1/definition", text);
        assertThat(page.locator("h1")).hasText("Customers");
        Locator versions = page.locator("[data-panel=versions]");
        assertThat(versions.locator(".versions li")).hasCount(2);
        assertThat(versions.locator(".differences > ul")).containsText("metric buyers: labels was {en: Buyers");
        assertThat(versions.locator(".differences > ul li")).hasCount(1);
        assertThat(versions.locator("summary")).hasText("1 change to others");
        versions.getByLabel("To").selectOption(new SelectOption().setIndex(1));
        assertThat(versions).containsText("Nothing about this metric differs");
    }

    @Test
    void whatTheNumberRestsOnIsToldInFull() {
        Page page = visit(Look.ENGLISH, "#/node/orders?window=1d");
        Locator trust = page.locator("[data-panel=trust]");
        assertThat(trust.locator("dt")).hasText(new String[] {
            "Sequence", "Clock", "Watermark", "Error", "Late", "Duplicates", "Rejected", "Definition", "Counted since"
        });
        Locator source = trust.locator("tbody tr").first();
        assertThat(source.locator("th")).hasText("online-retail");
        assertThat(source.locator("td").first()).hasText("live");
        assertThat(source).containsText("9 Dec 2011, 11:5");
    }

    @Test
    void theNumbersAndThePictureOfTheChartCanBeTakenAlong() throws Exception {
        Page page = visit(Look.ENGLISH, "#/node/orders?window=1d&span=1d&compare=weekday");
        assertThat(page.locator("[data-panel=past] .readout .compared"))
                .containsText(Pattern.compile("week before: \\d+"));
        Download numbers =
                page.waitForDownload(() -> page.getByText("Numbers (CSV)").click());
        List<String> lines = Files.readAllLines(numbers.path());
        assertThat(numbers.suggestedFilename())
                .startsWith("orders-1d-2011-12-08")
                .endsWith(".csv");
        assertThat(lines.get(0)).isEqualTo("\ufefftime,Completed orders · 1 day,week before");
        assertThat(lines).hasSizeGreaterThan(20);
        assertThat(lines.get(1)).matches("2011-12-08T1[12]:\\d\\d:00.000Z,\\d+,\\d+");
        Download picture =
                page.waitForDownload(() -> page.getByText("Picture (PNG)").click());
        byte[] png = Files.readAllBytes(picture.path());
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        int width = ByteBuffer.wrap(png, 16, 4).getInt();
        double plot = (Integer) plot(page).evaluate("e => e.clientWidth");
        assertThat(width / plot).isBetween(2.0, 2.2);
    }

    @Test
    void textThatASpreadsheetWouldRunIsDisarmed() {
        Page page = visit(Look.ENGLISH, "#/node/orders?window=1d");
        Object csv =
                page.evaluate("import('/charts/export.js').then(e => e.csvOf([['=1+1', '@x', 'a,\"b\"', -2, null]]))");
        assertThat(csv).isEqualTo("\ufeff'=1+1,'@x,\"a,\"\"b\"\"\",-2,\r\n");
    }

    @Test
    void onAPhoneNothingIsCutOffAndAFingerReadsTheChart() {
        Page page = visit(Look.CHINESE.inTheDark().onAPhone(), "#/node/revenue?window=today&compare=day");
        assertThat(page.locator("[data-panel=past] .readout .compared")).containsText("前一天：");
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isLessThanOrEqualTo(0);
        Locator over = page.locator("[data-panel=past] .u-over");
        over.scrollIntoViewIfNeeded();
        BoundingBox box = over.boundingBox();
        String last = plot(page).getAttribute("aria-valuenow");
        page.touchscreen().tap(box.x + box.width / 3, box.y + box.height / 2);
        assertThat(plot(page)).not().hasAttribute("aria-valuenow", last);
    }

    @Test
    void itBreaksNoRuleOfAccessibility() {
        for (Look look : List.of(Look.ENGLISH, Look.CHINESE.inTheDark())) {
            Page page = visit(look, "#/node/revenue?window=today&compare=day");
            assertThat(page.locator("[data-panel=heading] h3").first()).isVisible();
            assertThat(page.locator("[data-panel=trust] tbody tr").first()).isVisible();
            assertThat(page.locator(".skeleton")).hasCount(0);
            assertThat(Axe.violations(page)).isEmpty();
        }
    }

    private static Page visit(Look look, String address) {
        Page page = chromium.open(look);
        page.navigate(shop.address() + address);
        assertThat(page.locator("[data-freshness]")).hasAttribute("data-freshness", Pattern.compile("live|held"));
        assertThat(plot(page)).hasAttribute("aria-valuetext", Pattern.compile("\\d"));
        return page;
    }

    private static Locator plot(Page page) {
        return page.locator("[data-panel=past] .plot");
    }

    /** From one share of the plot's width to another. */
    private static void drag(Page page, double from, double to) {
        Locator over = page.locator("[data-panel=past] .u-over");
        over.scrollIntoViewIfNeeded();
        BoundingBox box = over.boundingBox();
        double y = box.y + box.height / 2;
        page.mouse().move(box.x + box.width * from, y);
        page.mouse().down();
        page.mouse().move(box.x + box.width * (from + to) / 2, y);
        page.mouse().move(box.x + box.width * to, y);
        page.mouse().up();
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private static String demo(String name) throws IOException {
        try (InputStream in = NodePageTest.class.getResourceAsStream("/demo/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.address() + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isBetween(200, 299);
    }
}
