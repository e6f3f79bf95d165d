package io.polestar.api.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import io.polestar.api.dashboard.Chromium.Look;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node taken apart as a reader does, on the demo's orders: by reasons, segments, hours, steps, cohorts. */
class DrillDownPageTest {
    /** More is given back than was bought: a country below zero. */
    private static final String RETURN = """
            {"id": "return-1", "type": "order_line", "source": "counter", "time": "2011-11-24T12:59:00Z",
             "subject": "u1",
             "data": {"invoice": "C999999", "product": "85123A", "quantity": -400, "price": 2.5, "country": "Utopia"}}
            """;

    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static DemoShop shop;

    @BeforeAll
    static void trade() throws Exception {
        chromium = Chromium.launch();
        shop = new DemoShop(directory);
        shop.trade("2011-10-31", "2011-11-24T13:00:00");
        assertThat(shop.post(RETURN).body()).contains("\"accepted\":1");
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
        List<String> complaints = chromium.complaints();
        chromium.closePages();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aSegmentLeadsToItAloneThenToThePairAndItsChipTakesItBack() {
        Page page = visit("revenue?window=7d", Look.ENGLISH);
        String whole = headline(page).innerText();
        page.locator(".bars .name").getByText("Germany").click();
        assertThat(page).hasURL(Pattern.compile("where=country%3AGermany"));
        assertThat(page.locator(".chip")).hasText("Country: Germany");
        assertThat(headline(page)).not().hasText(whole);
        assertThat(panel(page, "segments").locator("h2")).hasText("By Hour of day");
        String hour = page.locator(".bars .name").first().innerText();
        page.locator(".bars .name").first().click();
        assertThat(page.locator(".chip")).hasText(new String[] {"Country: Germany", "Hour of day: " + hour});
        assertThat(panel(page, "segments")).containsText("is not split further within Country · Hour of day");
        page.getByLabel("Remove the filter Hour of day: " + hour).click();
        page.getByLabel("Remove the filter Country: Germany").click();
        assertThat(page.locator(".chip")).hasCount(0);
        assertThat(headline(page)).hasText(whole);
        page.goBack();
        assertThat(page.locator(".chip")).hasText("Country: Germany");
    }

    @Test
    void aFilterThatTheMetricDoesNotHaveIsSaidAndTheNumberStaysThatOfTheWhole() {
        Page page = visit("won_back?window=28d", Look.ENGLISH);
        String whole = headline(page).innerText();
        page = visit("won_back?window=28d&where=country:France", Look.ENGLISH);
        assertThat(page.locator(".filters")).containsText("cannot be filtered by Country: France here");
        assertThat(page.locator(".chip")).hasCount(0);
        assertThat(headline(page)).hasText(whole);
        page = visit("revenue?window=7d&where=country:France,channel:app", Look.CHINESE);
        assertThat(page.locator(".chip")).hasText("国家: France");
        assertThat(page.locator(".filters")).containsText("无法按“channel: app”筛选");
        assertThat(headline(page)).hasText(Pattern.compile("\\d"));
    }

    @Test
    void aSegmentThatNoEventHasBroughtIsSaidToBeUnknown() {
        Page page = visit("revenue?window=7d&where=country:Atlantis", Look.ENGLISH);
        assertThat(page.locator(".filters")).containsText("No event has brought Atlantis yet.");
        assertThat(headline(page)).hasText("£0.00");
    }

    @Test
    void segmentsStandInTheOrderThatIsAskedForAndWhatIsLeftStandsLast() {
        Page page = visit("revenue?window=7d", Look.ENGLISH);
        Locator names = page.locator(".bars .name");
        assertThat(names.first()).hasText("United Kingdom");
        assertThat(names).hasCount(11);
        assertThat(names.last()).hasText(Pattern.compile("The other \\d+"));
        assertThat(page.locator(".bars .sparkline .line").first()).isAttached();
        assertThat(page.locator(".bars .share").first()).hasText(Pattern.compile("Share \\d+%"));
        page.getByRole(AriaRole.RADIO, named("Name")).check();
        assertThat(names.first()).hasText("Australia");
        assertThat(names.allInnerTexts()).isSorted();
        page.getByText(Pattern.compile("Show \\d+ more")).click();
        assertThat(names.last()).not().hasText(Pattern.compile("The other"));
        assertThat(names)
                .hasCount(Integer.parseInt(page.locator(".under p").innerText().replaceFirst(" segments.*", "")));
        page.getByLabel("Table").check();
        Locator table = page.locator("table.segments");
        assertThat(table.locator("th[aria-sort=ascending]")).hasText("Country");
        table.getByText("Value").click();
        assertThat(table.locator("th[aria-sort=descending]")).hasText("Value");
        assertThat(table.locator("tbody th").first()).hasText("United Kingdom");
    }

    @Test
    void whatIsBelowZeroLiesToItsLeft() {
        Page page = visit("revenue?window=7d&sort=name", Look.ENGLISH);
        page.getByText(Pattern.compile("Show \\d+ more")).click();
        Locator row = page.locator(".bars li")
                .filter(new Locator.FilterOptions().setHas(page.getByText("Utopia", exactly())));
        assertThat(row.locator(".of")).hasText("−£1,000");
        assertThat(row.locator("i.is-negative")).hasCount(1);
        double end = right(row.locator("i"));
        Locator positive = page.locator(".bars li")
                .filter(new Locator.FilterOptions().setHas(page.getByText("United Kingdom", exactly())))
                .locator("i");
        assertThat(positive.boundingBox().x).isCloseTo(end, within(1.0));
    }

    @Test
    void aComparisonThatTheWindowDoesNotHaveFallsBackToTheWindowBefore() {
        Page page = visit("revenue?window=month&against=day", Look.ENGLISH);
        assertThat(panel(page, "explain").getByLabel("Window before")).isChecked();
        assertThat(panel(page, "explain").getByLabel("Day before")).hasCount(0);
        assertThat(page.locator(".bars .name").first()).hasText("United Kingdom");
    }

    @Test
    void whatDoesNotAddUpHasNoShareAndNoValueForTheOthers() {
        Page page = visit("orders?window=7d", Look.ENGLISH);
        Locator rest = page.locator(".bars .is-remainder");
        assertThat(rest).containsText("Segments of this metric do not add up");
        assertThat(rest.locator(".of")).hasText("–");
        assertThat(page.locator(".bars .share").first()).hasText("");
    }

    @Test
    void smallLinesHaveOneScaleOrEachItsOwn() {
        Page page = visit("revenue?window=7d&view=multiples", Look.ENGLISH);
        Locator scales = page.locator(".multiples .ticks");
        assertThat(scales).hasCount(10);
        assertThat(scales.allInnerTexts().stream().distinct()).hasSize(1);
        page.getByLabel("Own scales").check();
        assertThat(page).hasURL(Pattern.compile("scale=own"));
        assertThat(scales.allInnerTexts().stream().distinct().count()).isGreaterThan(3);
        Locator field = page.locator(".multiples .field").first();
        assertThat(field).hasAttribute("aria-label", Pattern.compile("United Kingdom: lowest £.* highest £.* last £"));
        field.press("ArrowLeft");
        assertThat(page.locator(".multiples time").first()).containsText("23 Nov 2011");
    }

    @Test
    void aPairIsAMatrixThatTheArrowKeysWalkAndEnterFiltersBy() {
        Page page = visit("revenue?window=7d&by=country_hour", Look.ENGLISH);
        Locator heat = panel(page, "segments").locator(".heat");
        assertThat(heat.locator("tbody tr")).hasCount(12);
        assertThat(heat.locator("tbody th").first()).hasText("United Kingdom");
        Locator readout = panel(page, "segments").locator(".readout");
        assertThat(readout).containsText("Highest");
        String highest = readout.locator("b").innerText();
        heat.press("ArrowDown");
        assertThat(readout).not().containsText("Highest");
        assertThat(readout.locator("b")).hasText(highest);
        assertThat(heat.locator("td.is-at")).hasText(highest);
        heat.press("Enter");
        assertThat(page.locator(".chip")).hasCount(2);
        assertThat(headline(page)).containsText(highest);
    }

    @Test
    void theWeekIsATableOfHoursWhoseShadesHaveALegendAndNumbers() {
        Page page = visit("average_order_value?window=7d", Look.ENGLISH);
        Locator hours = panel(page, "hours");
        assertThat(hours.locator("tbody th")).hasText(new String[] {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"});
        assertThat(hours.locator("tbody tr").first().locator("td")).hasCount(24);
        assertThat(hours).containsText("mean of the hourly values, not the value of these hours taken together");
        assertThat(hours.locator(".legend li")).not().hasCount(0);
        hours.locator("tbody tr").nth(1).locator("td").nth(12).hover();
        assertThat(hours.locator(".readout")).containsText("Tuesday · 12:00");
        assertThat(hours.locator(".readout b")).hasText(Pattern.compile("£[\\d,.]+ / order"));
    }

    @Test
    void aConversionShowsHowManyGotHowFar() {
        Page page = visit("won_back?window=28d", Look.ENGLISH);
        Locator steps = page.locator(".funnel li");
        assertThat(steps).hasCount(3);
        assertThat(steps.nth(1)).containsText("of the first step");
        assertThat(steps.nth(2)).containsText("of the step before");
        assertThat(steps.nth(2)).containsText("Step 3: order_line not invoice startsWith \"C\"");
        assertThat(panel(page, "funnel")).containsText("Attempts begun before 17 Nov 2011, 12:");
        List<Double> widths = numbers(page, "[...document.querySelectorAll('.funnel i')].map((i) => i.offsetWidth)");
        assertThat(widths).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(page.locator("[data-panel=explain], [data-panel=segments], [data-panel=cohorts]"))
                .hasCount(0);
    }

    @Test
    void theRetentionTriangleMarksWhatMayStillGrowAndTheColumnOfTheMetric() {
        Page page = visit("weekly_return?window=28d", Look.ENGLISH);
        Locator rows = page.locator(".triangle tbody tr");
        assertThat(rows.locator("th")).hasText(new String[] {"31 Oct", "7 Nov", "14 Nov", "21 Nov"});
        assertThat(rows.first().locator("td")).hasText(new Pattern[] {
            Pattern.compile("\\d+"),
            Pattern.compile("^\\s*[\\d.]+%\\s*$"),
            Pattern.compile("^\\s*[\\d.]+%\\s*$"),
            Pattern.compile("%not over yet, may still grow")
        });
        assertThat(page.locator(".triangle thead .is-value")).hasText("+1");
        assertThat(rows.nth(2).locator("td").nth(1)).hasClass(Pattern.compile("is-value.* is-immature"));
        assertThat(panel(page, "cohorts")).containsText("so many weeks after its first");
    }

    @Test
    void quantilesOfTheSameValuesLieInOneDrawing() {
        Page page = visit("order_value_p90?window=7d", Look.ENGLISH);
        Locator bands = panel(page, "quantiles");
        assertThat(bands.locator(".band")).hasCount(1);
        assertThat(bands.locator(".readout")).containsText("Median order value");
        assertThat(bands.locator(".readout")).containsText("Order value, 90th percentile");
        bands.locator(".field").press("Home");
        assertThat(bands.locator(".readout time")).containsText("27 Oct 2011");
    }

    @Test
    void theWaterfallGoesFromBeforeToNowWithoutAGap() {
        for (String node : List.of(
                "revenue?window=7d",
                "orders?window=7d&explain=component",
                "average_order_value?window=7d&explain=hour")) {
            Page page = visit(node, Look.ENGLISH);
            assertThat(page.locator(".waterfall .is-total")).hasCount(2);
            List<Double> gaps = numbers(page, """
                    (() => {
                        const ends = [...document.querySelectorAll('.waterfall tbody tr')].map((row) => {
                            const box = (i) => i?.getBoundingClientRect();
                            const bar = box(row.querySelector('i:not(.edge)'));
                            return {bar, edge: box(row.querySelector('.edge'))?.left};
                        });
                        const last = ends.pop();
                        const gap = (bar, edge) => Math.min(Math.abs(bar.left - edge), Math.abs(bar.right - edge));
                        return [...ends.slice(1).map(({bar}, i) => bar ? gap(bar, ends[i].edge) : 0),
                            last.bar.right - ends.at(-1).edge];
                    })()
                    """);
            assertThat(gaps)
                    .as(node)
                    .hasSizeGreaterThan(2)
                    .allSatisfy(gap -> assertThat(gap).isCloseTo(0, within(2.5)));
        }
    }

    @Test
    void theSentenceSaysHowMuchAgainstWhenAndWhatDidMostOfIt() {
        Page page = visit("revenue?window=7d", Look.ENGLISH);
        assertThat(page.locator(".sentence"))
                .hasText(Pattern.compile(
                        "Revenue (rose|fell) by £[\\d,.]+ \\(\\d+%\\) against 10 Nov 2011, .* up to 17 Nov 2011, .*: "
                                + "United Kingdom \\([+−]£[\\d,.]+\\)\\."));
        panel(page, "explain").getByLabel("Day before").check();
        assertThat(page.locator(".sentence")).containsText("16 Nov 2011");
        assertThat(page).hasURL(Pattern.compile("against=day"));
        page.locator(".waterfall th a").getByText("United Kingdom").click();
        assertThat(page.locator(".chip")).hasText("Country: United Kingdom");
        assertThat(panel(page, "explain")).containsText("This explains Revenue as a whole");
    }

    @Test
    void aRatioIsExplainedByItsPartsByItsInputsAndBySegmentsAsRateAndMix() {
        Page page = visit("average_order_value?window=7d", Look.ENGLISH);
        Locator explain = panel(page, "explain");
        assertThat(explain.locator(".waterfall th[scope=row]").first()).hasText("Before");
        assertThat(explain).containsText("Not explained by these");
        page.getByLabel("What it is computed from").check();
        assertThat(explain.locator(".waterfall th a")).hasText(new String[] {"Revenue", "Completed orders"});
        assertThat(explain).containsText("chiefly");
        explain.getByLabel("Country", new Locator.GetByLabelOptions().setExact(true))
                .check();
        assertThat(explain.locator(".waterfall tbody tr").nth(1))
                .containsText(Pattern.compile("rate [+−]£[\\d.]+, mix [+−]£[\\d.]+"));
        explain.getByLabel("What it is computed from").check();
        explain.locator(".waterfall th a").getByText("Revenue").click();
        assertThat(page.locator("h1")).hasText("Revenue");
    }

    @Test
    void whatCannotBeComparedSaysSoInBothLanguages() {
        Page page = visit("revenue?window=28d", Look.ENGLISH);
        assertThat(page.locator(".sentence")).containsText("There is nothing to compare Revenue with");
        assertThat(page.locator(".waterfall")).hasCount(0);
        page = visit("revenue?window=28d", Look.CHINESE);
        assertThat(page.locator(".sentence")).hasText("营业额暂无可比数据：更早窗口的数值未知。");
    }

    @Test
    void theSameInChinese() {
        Page page = visit("revenue?window=7d", Look.CHINESE);
        assertThat(panel(page, "explain").locator("h2")).hasText("变化原因");
        assertThat(page.locator(".sentence"))
                .hasText(Pattern.compile("营业额较 2011年11月10日 .* 至 2011年11月17日 .*(上升|下降) .*United Kingdom.*"));
        assertThat(panel(page, "segments").locator("h2")).hasText("按国家");
        assertThat(page.locator(".bars .name").last()).hasText(Pattern.compile("其余 \\d+ 项"));
        assertThat(panel(page, "hours").locator("tbody th").first()).hasText("周一");
    }

    @Test
    void everyViewIsAccessibleAndFitsAPhone() {
        for (String node : List.of(
                "revenue?window=7d&by=country_hour&where=country:Atlantis,channel:app",
                "revenue?window=7d&by=country_hour",
                "revenue?window=7d&view=table",
                "average_order_value?window=7d&view=multiples&explain=country")) {
            for (Look look : List.of(Look.ENGLISH, Look.CHINESE.inTheDark().onAPhone())) {
                Page page = visit(node, look);
                assertThat(Axe.violations(page)).as(node).isEmpty();
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                        .as("how far %s scrolls sideways", node)
                        .isLessThanOrEqualTo(0);
            }
        }
    }

    private static Page visit(String node, Look look) {
        Page page = chromium.open(look, ReducedMotion.REDUCE);
        page.navigate(shop.address() + "#/node/" + node);
        assertThat(page.locator("[data-freshness]").first()).hasAttribute("data-freshness", "held");
        assertThat(headline(page)).not().hasText("");
        assertThat(page.locator(".is-waiting, .skeleton")).hasCount(0);
        return page;
    }

    private static Locator headline(Page page) {
        return page.locator(".node-page .top .value .number");
    }

    private static Locator panel(Page page, String id) {
        return page.locator("[data-panel=" + id + "]");
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }

    private static double right(Locator bar) {
        return bar.boundingBox().x + bar.boundingBox().width;
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static List<Double> numbers(Page page, String script) {
        return ((List<?>) page.evaluate(script))
                .stream().map(number -> ((Number) number).doubleValue()).toList();
    }
}
