package io.polestar.api.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import io.polestar.api.dashboard.Chromium.Look;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boards, the wall, annotations and the frame around every page, over the real engine and two days of the demo's orders. */
class BoardAndWallTest {
    private static final String MARKUP = "<img src=x onerror=document.title='injected'>";
    private static final String MARKUP_IN_ADDRESS = "%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D'injected'%3E";

    /** What lies outside the screen, and the smallest type on it. */
    private static final String CUT_OFF = """
            () => [...document.querySelectorAll('.wall-body *')]
                .filter((element) => element.checkVisibility() && !element.closest('.unseen, svg') && element.getBoundingClientRect().height > 0)
                .filter((element) => { const box = element.getBoundingClientRect(); return box.right > innerWidth + 1 || box.bottom > innerHeight + 1; })
                .map((element) => element.className || element.localName)""";

    private static final String SMALLEST_TYPE = """
            () => Math.min(...[...document.querySelectorAll('.wall-body *')]
                .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
                .map((element) => parseFloat(getComputedStyle(element).fontSize)))""";

    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static DemoShop shop;

    @BeforeAll
    static void trade() throws Exception {
        chromium = Chromium.launch();
        shop = new DemoShop(directory);
        shop.trade("2011-10-31", "2011-11-02T18:00:00");
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

    // The board

    @Test
    void anEmptyBoardSuggestsOneToBeginWith() {
        Page page = visit(Look.ENGLISH, "board");
        page.getByText("Begin with these").click();
        assertThat(cards(page)).hasText(new String[] {
            "Completed orders", "Buyers", "Orders per buyer", "Guest orders", "Cancellation rate"
        });
        assertThat(page.locator(".board > .is-wide")).hasCount(1);
        assertThat(page.locator(".board-card .sparkline .line")).hasCount(4);
        assertThat(page.locator(".board-card ps-trace .line").first()).isAttached();
        assertThat(page).hasURL(Pattern.compile("nodes=orders"));
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void aCopiedLinkIsTheBoard() {
        Page page = visit(Look.ENGLISH, "board?nodes=revenue,orders:1d:country~France&title=Monday");
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.getByText("Copy link").click();
        assertThat(page.locator(".said")).containsText("Whoever opens the link sees this board");
        String link = page.evaluate("navigator.clipboard.readText()").toString();
        Page other = chromium.open(Look.CHINESE);
        other.navigate(link);
        assertThat(other.locator("h1")).hasText("Monday");
        assertThat(cards(other)).hasText(new String[] {"营业额", "完成订单"});
        assertThat(other.locator(".board-card .scope").nth(1)).containsText("国家: France");
        assertThat(other.locator(".board-card .number"))
                .hasText(page.locator(".board-card .number").allInnerTexts().toArray(String[]::new));
    }

    @Test
    void aCardShowsTheSameNumberAsTheTree() {
        Page page = visit(Look.ENGLISH, "tree?window=1h");
        Locator revenue = page.locator("[data-metric=revenue] .number").first();
        assertThat(revenue).hasText(Pattern.compile("£[\\d,.]+"));
        String shown = revenue.innerText();
        page.navigate(shop.address() + "#/board?nodes=revenue:1h");
        assertThat(page.locator(".board-card .number")).hasText(shown);
    }

    @Test
    void aMetricIsFoundByItsNameAndAddedWithAWindowAndASegmentOfItsOwn() {
        Page page = visit(Look.ENGLISH, "board");
        page.getByRole(AriaRole.BUTTON, named("Add a metric")).click();
        page.getByLabel("Find by name or owner").fill("venu");
        assertThat(page.locator("[data-add]")).hasCount(1);
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.locator(".dialog [name=window]").selectOption("7d");
        page.locator(".dialog [name=dimension]").selectOption("country");
        page.getByLabel("Segment").fill("Washington, D.C.");
        page.getByRole(AriaRole.BUTTON, named("Add")).click();
        assertThat(page.locator(".board-card .scope"))
                .hasText(Pattern.compile("7 days\\s*Country: Washington, D\\.C\\."));
        assertThat(page.locator(".board-card")).containsText("No event of this segment has come yet");
        page.reload();
        assertThat(page.locator(".board-card .scope")).containsText("Washington, D.C.");
    }

    @Test
    void cardsAreMovedWidenedAndRemovedByTheKeyboardAndBackUndoesIt() {
        Page page = visit(Look.ENGLISH, "board?nodes=orders,buyers,revenue");
        assertThat(cards(page)).hasText(new String[] {"Completed orders", "Buyers", "Revenue"});
        page.locator(".board-card a").first().focus();
        page.keyboard().press("Alt+ArrowRight");
        assertThat(cards(page)).hasText(new String[] {"Buyers", "Completed orders", "Revenue"});
        assertThat(page.locator(".said")).hasText("Completed orders is number 2 of 3.");
        assertThat(page.locator(".board-card a").nth(1)).isFocused();
        page.locator("[data-wish=size]").nth(1).press("Enter");
        assertThat(page.locator(".board > .is-wide")).containsText("Completed orders");
        page.locator("[data-wish=remove]").first().press("Enter");
        assertThat(cards(page)).hasText(new String[] {"Completed orders", "Revenue"});
        page.goBack();
        assertThat(cards(page)).hasText(new String[] {"Buyers", "Completed orders", "Revenue"});
    }

    @Test
    void aCardIsDraggedToAnotherPlace() {
        Page page = visit(Look.ENGLISH, "board?nodes=orders,buyers,revenue");
        page.locator(".board > li").nth(2).dragTo(page.locator(".board > li").first());
        assertThat(cards(page)).hasText(new String[] {"Revenue", "Completed orders", "Buyers"});
        assertThat(page).hasURL(Pattern.compile("nodes=revenue%2Corders%2Cbuyers"));
    }

    @Test
    void whatABoardCannotShowIsSaidAndTheRestIsShown() {
        Page page = visit(Look.ENGLISH, "board?nodes=profit,orders:3d,orders:1d:planet~Mars,orders");
        assertThat(page.locator(".fault")).hasText(new Pattern[] {
            Pattern.compile("There is no metric profit\\."),
            Pattern.compile("This metric is not kept for the chosen window\\. It has: .*7 days.*"),
            Pattern.compile("This metric cannot be filtered by planet\\.")
        });
        assertThat(page.locator(".board-card .number")).hasText(Pattern.compile("\\d+"));
        assertThat(page.locator("[data-freshness]")).hasAttribute("data-freshness", Pattern.compile("live|held"));
    }

    @Test
    void aBoardShowsFortyEightCardsAndSaysHowManyMoreTheLinkHas() {
        String nodes = IntStream.rangeClosed(1, 49)
                .mapToObj(i -> "orders:1d:country~" + i)
                .collect(Collectors.joining(","));
        Page page = visit(Look.ENGLISH, "board?nodes=" + nodes);
        assertThat(page.locator(".board-card .number")).hasCount(48);
        assertThat(page.locator("ps-board-page")).containsText("1 more card is in the link. A board shows at most 48.");
    }

    @Test
    void textFromTheAddressIsOnlyText() {
        Page page = visit(
                Look.ENGLISH,
                "board?nodes=" + MARKUP_IN_ADDRESS + ",orders:1d:country~" + MARKUP_IN_ADDRESS + "&title="
                        + MARKUP_IN_ADDRESS);
        assertThat(page.locator("h1")).hasText(MARKUP);
        assertThat(page.locator(".fault")).containsText(MARKUP);
        assertThat(page.locator(".scope .segment")).containsText(MARKUP);
        assertThat(page.locator("img")).hasCount(0);
        assertThat(page.title()).startsWith(MARKUP);
    }

    @Test
    void aBoardFitsAPhone() {
        Page page = visit(
                Look.CHINESE.inTheDark().onAPhone(), "board?nodes=orders:::wide,buyers,cancellation_rate&title=周一");
        assertThat(page.locator(".board-card .number")).hasCount(3);
        assertThat(page.locator(".board-card .against").first()).isVisible();
        assertFitsSideways(page);
        page.getByRole(AriaRole.BUTTON, named("添加指标")).click();
        assertThat(page.getByLabel("按名称或负责人查找")).isVisible();
        assertFitsSideways(page);
    }

    // The wall

    @Test
    void theWallShowsTheNorthStarItsPartsItsGuardrailsAndWhatFires() {
        Page page = visit(Look.ENGLISH, "tree");
        String orders = text(page.locator("[data-metric=orders] .number").first());
        page.keyboard().press("w");
        assertThat(page.locator(".wall-star .number")).hasText(orders);
        assertThat(page.locator(".wall-tile h3")).hasText(new Pattern[] {
            Pattern.compile("Buyers"),
            Pattern.compile("Orders per buyer"),
            Pattern.compile("Guest orders"),
            Pattern.compile("\\s*Guardrails\\s*Cancellation rate")
        });
        assertThat(page.locator(".wall-alerts")).containsText("firing");
        assertThat(page.locator(".wall-alerts [data-rule=refunds_eire]")).containsText("sales@example.com");
        assertThat(page.locator(".wall-line .line").first()).isAttached();
        assertThat(page.locator(".wall-line .before").first()).isAttached();
        assertThat(page.locator(".wall-clock")).containsText("Data time 2 Nov 2011");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void theWallIsReadFromAcrossTheRoomOnBothSizesOfScreen() {
        for (int times = 1; times <= 2; times++) {
            Page page = visit(new Look("en-GB", false, 1920 * times, 1080 * times), "wall?window=1d");
            assertThat(page.locator(".wall-line .line").first()).isAttached();
            assertThat(page.locator(".wall-alerts li").first()).isVisible();
            assertThat((List<?>) page.evaluate(CUT_OFF)).isEmpty();
            double smallest = ((Number) page.evaluate(SMALLEST_TYPE)).doubleValue();
            assertThat(smallest).isGreaterThanOrEqualTo(28 * times);
        }
    }

    @Test
    void theNorthStarIsSetAgainstTheTargetOfItsRule() throws Exception {
        Page page = chromium.open(Look.CHINESE);
        page.navigate(shop.address() + "#/wall");
        String month = get("v1/metrics/orders?window=month");
        double value = Double.parseDouble(month.replaceFirst("(?s).*?\"value\":([\\d.]+).*", "$1"));
        Instant to = Instant.parse(month.replaceFirst("(?s).*?\"to\":\"([^\"]+)\".*", "$1"));
        double elapsed =
                Duration.between(Instant.parse("2011-11-01T00:00:00Z"), to).toMillis()
                        / (double) Duration.ofDays(30).toMillis();
        assertThat(page.locator("[data-pace]")).containsText("本月：" + (long) value + " / 目标 2,700");
        assertThat(page.locator("[data-pace]"))
                .containsText("为匀速进度的 " + Math.round(100 * value / 2700 / elapsed) + "%");
    }

    @Test
    void theWallTurnsSlowlyAndStandsStillAtAKey() {
        Page page = chromium.open(Look.ENGLISH);
        page.clock().install();
        page.navigate(shop.address() + "#/wall?turn=20");
        Locator wall = page.locator(".wall");
        assertThat(wall).hasAttribute("data-scene", "star");
        assertThat(page.locator(".wall-star .number")).isVisible();
        page.clock().fastForward(20_000);
        assertThat(wall).hasAttribute("data-scene", "tiles");
        page.keyboard().press("Space");
        page.clock().fastForward(60_000);
        assertThat(wall).hasAttribute("data-scene", "tiles");
        page.keyboard().press("ArrowRight");
        assertThat(wall).hasAttribute("data-scene", "alerts");
        assertThat(page.locator(".wall-alerts")).containsText("since 2 Nov 2011");
        page.keyboard().press("Space");
        page.clock().fastForward(20_000);
        assertThat(wall).hasAttribute("data-scene", "star");
    }

    @Test
    void whoeverWantsLessMotionSeesTheWholeWallAtOnce() {
        Page page = chromium.open(Look.ENGLISH);
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.navigate(shop.address() + "#/wall?turn=20");
        assertThat(page.locator(".wall")).hasAttribute("data-scene", "all");
    }

    @Test
    void theWallDriftsALittleSoThatNothingBurnsIn() {
        Page page = chromium.open(Look.ENGLISH);
        page.clock().install();
        page.navigate(shop.address() + "#/wall");
        Locator body = page.locator(".wall-body");
        assertThat(body).hasCSS("translate", Pattern.compile("0px|none"));
        page.clock().fastForward(181_000);
        assertThat(body).hasCSS("translate", Pattern.compile("5(\\.\\d+)?px"));
    }

    @Test
    void pointerAndButtonsGoWhenNobodyIsThereAndEscapeLeaves() {
        Page page = chromium.open(Look.ENGLISH);
        page.clock().install();
        page.navigate(shop.address() + "#/wall");
        assertThat(page.locator(".wall-star .number")).isVisible();
        page.clock().fastForward(3_100);
        assertThat(page.locator(".wall")).hasCSS("cursor", "none");
        assertThat(page.locator(".wall-controls")).hasCSS("opacity", "0");
        page.mouse().move(300, 300);
        assertThat(page.locator(".wall")).not().hasCSS("cursor", "none");
        page.locator("[data-control=fullscreen]").click();
        assertThat(page.locator("[data-control=fullscreen]")).hasAttribute("aria-pressed", "true");
        page.keyboard().press("x");
        assertThat(page.locator("ps-tree").first()).isVisible();
        assertThat(page.evaluate("document.fullscreenElement")).isNull();
    }

    @Test
    void aWallThatIsNotLiveSaysSoInLargeWordsAndRecoversAlone() throws Exception {
        Page page = visit(Look.CHINESE, "wall");
        String orders = text(page.locator(".wall-star .number"));
        shop.close();
        try {
            assertThat(page.locator(".wall")).hasClass(Pattern.compile("is-outdated"));
            assertThat(page.locator(".wall-words")).containsText("连接已断开");
            assertThat(page.locator(".wall-body")).hasCSS("filter", "grayscale(1)");
        } finally {
            shop.open();
        }
        assertThat(page.locator(".wall")).not().hasClass(Pattern.compile("is-outdated"));
        assertThat(page.locator(".wall-star .number")).hasText(orders);
    }

    // Annotations

    @Test
    void whatHappenedIsNotedFromTheMetricInViewAndListed() throws Exception {
        Page page = visit(Look.ENGLISH, "node/revenue");
        assertThat(page.locator(".top .number")).isVisible();
        page.keyboard().press("a");
        assertThat(page.locator(".annotate [name=metric]")).hasValue("revenue");
        assertThat(page.locator(".annotate [name=time]")).hasValue(Pattern.compile("2011-11-02T\\d\\d:\\d\\d"));
        page.getByLabel("What happened?").fill(MARKUP);
        page.locator(".annotate [name=time]").fill("2011-11-01T09:30");
        page.getByLabel("Your name or address").fill("ann@example.com");
        page.locator(".annotate [type=submit]").click();
        assertThat(page.locator(".saved")).hasText("Saved");
        assertThat(page.locator(".noted li .noted-text")).hasText(MARKUP);
        assertThat(page.locator(".noted li time")).hasText("1 Nov 2011, 09:30");
        assertThat(page.locator(".noted li .faint")).containsText("Revenue");
        assertThat(page.locator(".noted li .owner")).hasText("ann@example.com");
        assertThat(get("v1/annotations"))
                .contains("\"time\":\"2011-11-01T09:30:00.000Z\"", "\"metric\":\"revenue\"", "ann@example.com");
        page.keyboard().press("Escape");
        assertThat(page.locator(".annotate")).hasCount(0);
        page.keyboard().press("a");
        assertThat(page.getByLabel("Your name or address")).hasValue("ann@example.com");
        assertThat(page.locator("img")).hasCount(0);
    }

    @Test
    void anAnnotationThatWasNotTakenIsSaidAndItsTextIsKept() {
        Page page = visit(Look.CHINESE, "tree");
        page.route("**/v1/annotations", route -> {
            if (route.request().method().equals("POST")) {
                route.abort();
            } else {
                route.resume();
            }
        });
        page.getByRole(AriaRole.BUTTON, named("添加标注")).click();
        assertThat(page.locator(".annotate [name=metric]")).hasValue("");
        page.getByLabel("发生了什么？").fill("冬季促销上线");
        page.getByLabel("您的姓名或邮箱").fill("李雷");
        page.locator(".annotate [type=submit]").click();
        assertThat(page.locator(".annotate .problem")).isVisible();
        assertThat(page.locator(".saved")).isEmpty();
        assertThat(page.getByLabel("发生了什么？")).hasValue("冬季促销上线");
    }

    // The frame

    @Test
    void keysGoToPagesAndNeverWhileTyping() {
        Page page = visit(Look.ENGLISH, "tree");
        page.keyboard().press("g");
        page.keyboard().press("b");
        assertThat(page.locator("ps-board-page h1")).isFocused();
        assertThat(page).hasTitle("Board · Online Retail · Polestar");
        page.keyboard().press("?");
        assertThat(page.locator(".keys")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator(".keys")).hasCount(0);
        page.getByRole(AriaRole.BUTTON, named("Change the title")).click();
        page.keyboard().type("gawt?");
        page.keyboard().press("Enter");
        assertThat(page.locator("ps-board-page h1")).hasText("gawt?");
        assertThat(page.locator("dialog:modal")).hasCount(0);
    }

    @Test
    void anAddressThatNamesNothingLeadsBack() {
        Page page = visit(Look.ENGLISH, "weather");
        assertThat(page.locator("[data-metric=orders]").first()).isVisible();
        page.navigate(shop.address() + "#/node/profit");
        assertThat(page.locator("h1")).hasText("There is no metric profit.");
        page.getByText("To the tree").click();
        assertThat(page.locator("[data-metric=orders]").first()).isVisible();
    }

    @Test
    void anotherWindowIsChosenFromAListWhenThereAreMany() {
        Page page = visit(Look.ENGLISH, "tree");
        page.locator(".windows select").selectOption("7d");
        assertThat(page).hasURL(Pattern.compile("window=7d"));
        page.goBack();
        assertThat(page.locator(".windows select")).hasValue("1d");
    }

    @Test
    void theHeaderStaysInItsRowsOnEveryWidth() {
        for (int[] widthAndHeight : new int[][] {{1440, 60}, {1280, 60}, {1024, 100}, {768, 100}, {390, 110}}) {
            Page page = visit(new Look("en-GB", false, widthAndHeight[0], 844), "board?nodes=orders");
            assertThat(page.locator(".moment")).isVisible();
            assertFitsSideways(page);
            assertThat(page.locator("ps-header").boundingBox().height).isLessThanOrEqualTo(widthAndHeight[1]);
            for (Locator part : page.locator("ps-header > *").all()) {
                assertThat(part.boundingBox().x + part.boundingBox().width).isLessThanOrEqualTo(widthAndHeight[0]);
            }
            page.context().close();
        }
        Page phone = visit(Look.ENGLISH.onAPhone(), "tree");
        assertThat(phone.locator(".pages").boundingBox().y).isGreaterThan(700);
    }

    private static Page visit(Look look, String address) {
        Page page = chromium.open(look);
        page.navigate(shop.address() + "#/" + address);
        assertThat(page.locator("[data-freshness]")).hasAttribute("data-freshness", Pattern.compile("live|held"));
        return page;
    }

    private static Locator cards(Page page) {
        return page.locator(".board-card h2");
    }

    private static String text(Locator number) {
        assertThat(number).hasText(Pattern.compile("\\d"));
        return number.innerText();
    }

    private static void assertFitsSideways(Page page) {
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
    }

    private static String get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(shop.address() + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
