package io.polestar.api.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import io.polestar.api.dashboard.Chromium.Look;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Sources and rejected events over the real engine; one shop for all, in which time goes on from test to test. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SourcesPageTest {
    private static final String LINE = """
            {"id": "%s", "type": "order_line", "source": "till", "time": "%s", "subject": "ann",
             "data": {"invoice": "%s", "quantity": 1, "price": 2.5, "country": "France"}}
            """;
    private static final String WITHOUT_TYPE =
            "{\"id\": \"t-9\", \"source\": \"till\", \"data\": {\"note\": \"<img src=x onerror=alert(1)>\"}}";

    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static DemoShop shop;

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.launch();
        shop = new DemoShop(directory);
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
    @Order(1)
    void aDeclaredSourceThatNeverSentIsSaidAndBecomesLiveBeforeTheReadersEyes() throws Exception {
        Page page = visit(Look.ENGLISH, "");
        Locator source = source(page, "online-retail");
        assertThat(source).hasAttribute("data-state", "silent");
        assertThat(source).containsText("never sent an event that counts");
        assertThat(page.locator(".empty code").first()).containsText("curl " + shop.address() + "v1/events");
        assertThat(page.locator("ps-quarantine")).containsText("Nothing waits here");

        shop.trade("2011-12-01", "2011-12-01T12:00:00");

        assertThat(source).hasAttribute("data-state", "live");
        assertThat(source).containsText("Order system");
        assertThat(source).containsText("it@example.com");
        assertThat(source).containsText("Stale after3 days");
        assertThat(source.locator(".source-rate .number")).not().hasText("0");
        assertThat(source.locator(".sparkline .line")).isAttached();
        assertThat(page.locator(".empty")).hasCount(0);
    }

    @Test
    @Order(2)
    void aSourceThatFallsSilentIsStaleAndSaidToBeOneThatNobodyDeclared() throws Exception {
        assertThat(shop.post(LINE.formatted("t-1", "2011-12-01T11:59:00Z", "t-1"))
                        .body())
                .contains("\"accepted\":1");
        Page page = visit(Look.ENGLISH, "");
        assertThat(source(page, "till")).hasAttribute("data-state", "live");
        assertThat(source(page, "till")).containsText("not declared");

        shop.trade("2011-12-01T12:00:00", "2011-12-01T14:00:00");

        assertThat(source(page, "till")).hasAttribute("data-state", "stale");
        assertThat(source(page, "till")).containsText("Nothing has come for longer than 1 hr");
        assertThat(page.locator(".source").first()).hasAttribute("data-source", "till");
        assertThat(page.locator(".page-head [role=status]")).hasText("1 stale · 1 live");
    }

    @Test
    @Order(3)
    void whatWasRefusedIsShownWithItsReasonPutRightSentAgainAndCounted() throws Exception {
        String bad = LINE.formatted("t-2", "yesterday", "t-2");
        String worse = LINE.formatted("t-3", "01.12.2011", "t-3");
        assertThat(shop.post("[" + bad + "," + worse + "," + WITHOUT_TYPE + "]").body())
                .contains("\"rejectedCount\":3");
        Page page = visit(Look.ENGLISH, "");
        assertThat(page.locator(".reasons li")).hasCount(2);
        assertThat(page.locator(".reasons li").first()).containsText("2");
        assertThat(page.locator(".reasons li").first()).containsText("must be an RFC 3339 time");
        assertThat(page.locator("ps-quarantine .panel > header")).containsText("3 of at most 10,000 kept");

        page.locator(".reasons button").first().click();
        assertThat(page.locator("ps-rejected")).hasCount(2);
        Locator refused = page.locator("ps-rejected[data-id='1']");
        assertThat(refused.locator(".why")).containsText("yesterday");
        press(refused, "Put right");
        Locator text = refused.locator("textarea");
        text.fill(text.inputValue().replace("\"France\"", "\"France"));
        assertThat(refused.locator("small")).containsText(Pattern.compile("Line 2, column \\d+:"));
        assertThat(refused.locator(".primary")).isDisabled();
        assertThat(Axe.violations(page)).isEmpty();
        text.fill(LINE.formatted("t-2", "2011-12-01T13:59:00Z", "t-2"));
        assertThat(refused.locator("small")).containsText("Well-formed");
        press(refused, "Send this in its place");

        assertThat(page.locator(".told")).hasText("Accepted: 1");
        assertThat(page.locator("ps-rejected")).hasCount(1);
        assertThat(source(page, "till")).hasAttribute("data-state", "live");
        assertThat(source(page, "till").locator(".tallies div").first()).containsText("2");
    }

    @Test
    @Order(4)
    void severalAreSentAgainOrDeletedTogetherAndEachSaysWhatCameOfIt() {
        Page page = visit(Look.ENGLISH, "");
        assertThat(page.locator("ps-rejected")).hasCount(2);
        page.locator(".together input").check();
        assertThat(page.locator(".together label")).containsText("2 selected");
        press(page.locator(".together"), "Send selected again");
        assertThat(page.locator(".told")).hasText("Rejected again: 2");
        assertThat(page.locator("ps-rejected .came.is-rejected")).hasCount(2);
        assertThat(page.locator("ps-rejected .came").first()).containsText("required");

        press(page.locator(".together"), "Delete selected");
        Locator question = page.locator("dialog[open]");
        assertThat(question).containsText("Delete 2 events for good?");
        assertThat(Axe.violations(page)).isEmpty();
        press(question, "Cancel");
        assertThat(page.locator("ps-rejected")).hasCount(2);
        press(page.locator(".together"), "Delete selected");
        press(question, "Delete for good");
        assertThat(page.locator("ps-rejected")).hasCount(0);
        assertThat(page.locator(".told")).hasText("Deleted: 2");
        assertThat(page.locator("ps-quarantine")).containsText("Nothing waits here");
    }

    @Test
    @Order(5)
    void aFixThatIsRefusedStaysWithTheNewReason() throws Exception {
        shop.post(WITHOUT_TYPE);
        Page page = visit(Look.ENGLISH, "");
        Locator refused = page.locator("ps-rejected");
        press(refused, "Put right");
        refused.locator("textarea").fill("{\"type\": \"order_line\", \"source\": \"till\", \"time\": \"tomorrow\"}");
        press(refused, "Send this in its place");
        assertThat(refused.locator(".came")).containsText("Rejected again: time must be an RFC 3339 time");
        assertThat(refused.locator("textarea")).hasValue(Pattern.compile("tomorrow"));
    }

    @Test
    @Order(6)
    void textFromOutsideIsNeverMarkup() {
        Page page = visit(Look.ENGLISH, "");
        assertThat(page.locator("ps-rejected .sent")).containsText("<img src=x onerror=alert(1)>");
        assertThat(page.locator("ps-rejected img")).hasCount(0);
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    @Order(7)
    void theyAreTurnedPageByPageAndByTheirSourceInChineseAndOnAPhone() throws Exception {
        String many = IntStream.range(0, 60)
                .mapToObj(i -> "{\"id\": \"m-%d\", \"source\": \"app\", \"type\": \"\"}".formatted(i))
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(shop.post(many).body()).contains("\"rejectedCount\":60");
        Page page = visit(Look.CHINESE.onAPhone(), "?source=app");
        assertThat(page.locator("ps-quarantine")).containsText("仅显示 app 发送的事件");
        assertThat(page.locator("ps-rejected")).hasCount(50);
        assertThat(page.locator("ps-rejected").first()).containsText("\"m-59\"");
        press(page.locator("ps-quarantine"), "更早");
        assertThat(page.locator("ps-rejected")).hasCount(10);
        assertThat(page.locator("ps-rejected").last()).containsText("\"m-0\"");
        press(page.locator("ps-quarantine"), "最新");
        assertThat(page.locator("ps-rejected")).hasCount(50);
        page.getByText("显示所有数据源").click();
        press(page.locator("ps-quarantine"), "更早");
        assertThat(page.locator("ps-rejected")).hasCount(11);
        assertThat(source(page, "till")).containsText("未声明");
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isLessThanOrEqualTo(0);
    }

    private static Page visit(Look look, String query) {
        Page page = chromium.open(look, ReducedMotion.REDUCE);
        page.navigate(shop.address() + "#/sources" + query);
        assertThat(page.locator("ps-quarantine .panel")).isVisible();
        assertThat(page.locator(".is-waiting")).hasCount(0);
        return page;
    }

    private static Locator source(Page page, String id) {
        return page.locator(".source[data-source=" + id + "]");
    }

    private static void press(Locator inside, String button) {
        inside.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
