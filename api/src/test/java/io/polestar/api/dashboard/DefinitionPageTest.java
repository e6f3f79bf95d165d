package io.polestar.api.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import io.polestar.api.dashboard.Chromium.Look;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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

/** The definition's editor over the real engine: what is applied in one test is in force in the next. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DefinitionPageTest {
    private static final String BIG_LINES = """
              big_lines:
                labels: {en: Big lines, zh: 大额订单行}
                owner: sales@example.com
                unit: line
                kind: count
                event: order_line
                where: quantity > 10

            """;
    private static final String DRIVER = "  - {driver: big_lines, target: average_order_value, sign: positive}\n";

    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static DemoShop shop;
    private static String original;

    @BeforeAll
    static void trade() throws Exception {
        chromium = Chromium.launch();
        shop = new DemoShop(directory);
        shop.trade("2011-12-08", "2011-12-09T13:00:00");
        try (InputStream in = DemoShop.class.getResourceAsStream("/demo/definition.yaml")) {
            assertThat(in).isNotNull();
            original = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
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
    void theTextInForceIsShownWithNothingToApply() {
        Page page = visit(Look.ENGLISH);
        assertThat(text(page)).hasValue(original);
        assertThat(says(page)).hasText("The same as in force. Change it here to see what would follow.");
        assertThat(button(page, "Apply…")).isDisabled();
        assertThat(page.locator(".stage .is-key").first()).hasText("polestar");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Average order value"))
                .click();
        assertThat(text(page)).isFocused();
        assertThat(caretLine(page)).isEqualTo("  average_order_value:");
    }

    @Test
    @Order(1)
    void whoeverComesForAMetricIsShownIt() {
        Page page = chromium.open(Look.ENGLISH);
        page.navigate(shop.address() + "#/definition/revenue");
        assertThat(text(page)).isFocused();
        assertThat(caretLine(page)).isEqualTo("  revenue:");
    }

    @Test
    @Order(2)
    void aMistakeIsMarkedWhereItIsWithWhatToWriteInstead() {
        Page page = visit(Look.ENGLISH);
        text(page).fill(original.replace("kind: count", "kind: cuont"));
        assertThat(says(page)).hasText("1 problem to mend before this can be applied");
        assertThat(page.locator(".wrongs li")).hasCount(1);
        assertThat(page.locator(".wrongs li")).containsText("unknown kind 'cuont' in metrics.order_lines");
        assertThat(page.locator(".wrongs .fix")).hasText("Fix: did you mean 'count'?");
        assertThat(button(page, "Apply…")).isDisabled();

        page.locator(".wrongs button").click();
        assertThat(text(page)).isFocused();
        assertThat(caretLine(page)).isEqualTo("    kind: cuont");
        assertThat(page.locator(".gutter .is-wrong")).containsText("!");
        assertThat(page.locator(".painted .wrong u")).hasText("cuont");
        assertThat(Axe.violations(page)).isEmpty();

        text(page).fill(original.replace("kind: count", "kind: count "));
        assertThat(says(page)).hasText("Valid. 0 changes.");
        assertThat(page.locator("[data-panel=changes]")).containsText("only spelling, order or comments differ");
        assertThat(page.locator(".gutter .is-wrong")).hasCount(0);
    }

    @Test
    @Order(3)
    void theKeyboardIndentsUndoesAndLeaves() {
        Page page = visit(Look.ENGLISH);
        text(page).focus();
        page.keyboard().press("Control+Home");
        page.keyboard().press("Tab");
        assertThat(text(page)).hasValue("  " + original);
        page.keyboard().press("Shift+Tab");
        assertThat(text(page)).hasValue(original);
        page.keyboard().press("Control+Z");
        assertThat(text(page)).hasValue("  " + original);
        page.keyboard().press("Control+Z");
        assertThat(text(page)).hasValue(original);
        page.keyboard().press("Control+End");
        page.keyboard().type("extra:\n");
        page.keyboard().type("deeper: 1");
        assertThat(text(page)).hasValue(Pattern.compile("extra:\n  deeper: 1$"));
        button(page, "Discard draft").click();
        assertThat(text(page)).hasValue(original);
        page.keyboard().press("Control+Z");
        assertThat(text(page)).hasValue(Pattern.compile("extra:\n  deeper: 1$"));
        page.keyboard().press("Escape");
        page.keyboard().press("Tab");
        assertThat(text(page)).not().isFocused();
    }

    @Test
    @Order(4)
    void aDraftStaysOverOtherPagesAndAReload() {
        Page page = visit(Look.ENGLISH);
        page.onDialog(leaving -> leaving.accept());
        String draft = original.replace("Completed orders, zh", "Orders of all kinds, zh");
        text(page).fill(draft);
        page.locator(".pages a").first().click();
        assertThat(page.locator("[data-metric=orders]").first()).isVisible();
        page.goBack();
        assertThat(text(page)).hasValue(draft);
        page.reload();
        assertThat(text(page)).hasValue(draft);
        assertThat(says(page)).hasText("Valid. 1 change.");
    }

    @Test
    @Order(5)
    void aChangeIsComparedTriedAppliedWithItsProgressAndThenInTheTree() {
        Page page = visit(Look.ENGLISH);
        text(page).fill(changed());
        assertThat(says(page)).hasText("Valid. 4 changes.");
        Locator changes = page.locator("[data-panel=changes]");
        assertThat(changes).containsText("metric big_lines is added; its past is counted");
        assertThat(changes).containsText("metric repeat_buyers: times was 2, is 3; it is counted anew");
        assertThat(changes.locator(".recounts")).hasCount(2);

        Locator diff = page.locator("[data-panel=diff]");
        assertThat(diff.locator(".is-in code").first()).containsText("All orders");
        assertThat(diff.locator(".is-out code").first()).containsText("Completed orders");
        assertThat(diff.locator(".alike").first()).containsText("lines alike");
        diff.locator(".alike button").first().click();
        assertThat(diff).containsText("name: Online Retail");

        changes.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Try it on the last hour"))
                .click();
        Locator tried = changes.locator("[data-trial=repeat_buyers]");
        assertThat(tried).containsText("1 hour");
        assertThat(tried.locator(".sides")).containsText(Pattern.compile("in force [\\d.]+%\\s*→\\s*draft [\\d.]+%"));
        assertThat(changes).containsText("nothing in force to compare with: big_lines");
        assertThat(Axe.violations(page)).isEmpty();

        button(page, "Apply…").click();
        Locator question = page.locator("dialog[open]");
        assertThat(question).containsText("Put this definition into force?");
        assertThat(question).containsText("Counted from the journal: big_lines, Buyers with several orders.");
        assertThat(Axe.violations(page)).isEmpty();
        question.locator("[data-do=apply]").click();
        assertThat(page.locator("[data-change=adopted]")).containsText("is in force, from record");
        assertThat(says(page)).hasText("The same as in force. Change it here to see what would follow.");
        assertThat(page.locator(".version-list li")).hasCount(2);
        assertThat(page.locator(".version-list li").first()).containsText("in force");

        page.locator(".pages a").first().click();
        assertThat(page.locator("[data-metric=big_lines]").first()).containsText("Big lines");
        assertThat(page.locator("[data-metric=big_lines] .number").first()).hasText(Pattern.compile("[1-9][\\d,]*"));
        assertThat(page.locator("[data-metric=orders] h2").first()).containsText("All orders");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    @Order(6)
    void anEarlierVersionIsLookedAtAndPutBackIntoTheEditor() {
        Page page = visit(Look.ENGLISH);
        page.locator(".version-list li").last().locator("button").click();
        Locator version = page.locator("dialog[open]");
        assertThat(version).containsText("What has changed since");
        assertThat(version).containsText("metric big_lines is added");
        assertThat(version.locator("pre")).containsText("name: Online Retail");
        version.locator(".primary").click();
        assertThat(text(page)).hasValue(original);
        assertThat(says(page)).hasText("Valid. 4 changes.");
        assertThat(page.locator("[data-panel=changes]")).containsText("metric big_lines is removed");
    }

    @Test
    @Order(7)
    void aDefinitionThatSomebodyElsePutIntoForceIsNoticedBelowADraft() throws Exception {
        Page page = visit(Look.ENGLISH);
        String draft = changed().replace("name: Online Retail", "name: My shop");
        text(page).fill(draft);
        assertThat(says(page)).hasText("Valid. 1 change.");

        apply(changed().replace("name: Online Retail", "name: Their shop"));

        assertThat(page.locator(".moved")).containsText("The definition in force changed to");
        assertThat(text(page)).hasValue(draft);
        assertThat(page.locator("[data-panel=diff] .is-out code").first()).containsText("Their shop");
        button(page, "Keep my draft").click();
        assertThat(page.locator(".moved")).hasCount(0);
        assertThat(text(page)).hasValue(draft);
        button(page, "Discard draft").click();
        assertThat(text(page)).hasValue(Pattern.compile("name: Their shop"));
        assertThat(says(page)).containsText("The same as in force");
    }

    @Test
    @Order(8)
    void aTextThatNobodyTouchedGoesWithTheDefinitionInForce() throws Exception {
        Page page = visit(Look.ENGLISH);
        assertThat(text(page)).hasValue(Pattern.compile("name: Their shop"));
        apply(changed());
        assertThat(text(page)).hasValue(changed());
        assertThat(page.locator(".moved")).hasCount(0);
    }

    @Test
    @Order(9)
    void whoMayNotAndWhoMustWaitIsToldSoInWords() {
        Page page = visit(Look.ENGLISH);
        page.route("**/v1/definition?dryRun=true", route -> refuse(route, 403));
        text(page).fill(changed().replace("Online Retail", "Shop"));
        assertThat(says(page)).hasText("Not checked");
        assertThat(page.locator(".refusal")).containsText("A token with the role edit may.");
        assertThat(button(page, "Apply…")).isDisabled();

        page.unroute("**/v1/definition?dryRun=true");
        page.route("**/v1/definition", route -> refuse(route, 409));
        text(page).fill(changed().replace("Online Retail", "Shops"));
        button(page, "Apply…").click();
        page.locator("[data-do=apply]").click();
        assertThat(page.locator("dialog[open] .refusal")).containsText("Another change is on its way");
    }

    @Test
    @Order(10)
    void itSpeaksChineseAndFitsAPhone() {
        Page page = visit(Look.CHINESE.onAPhone());
        text(page).fill(changed().replace("kind: count", "kind: cuont"));
        assertThat(says(page)).containsText("个问题，改正后才能生效");
        assertThat(page.locator(".wrongs .fix").first()).containsText("改法：");
        text(page).fill(changed().replace("times: 3", "times: 4"));
        assertThat(says(page)).hasText("有效，1 处变化。");
        assertThat(page.locator(".recount")).hasText("将从日志重新统计：复购率。");
        assertThat(page.locator(".change-list .kind")).hasText("指标 · 修改");
        assertThat(page.locator(".diff.is-wide")).hasCount(0);
        assertThat(page.locator(".diff .is-in")).containsText("times: 4");
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isLessThanOrEqualTo(0);
    }

    /** The demo's definition with a label, a rule of counting, a metric and a driver changed. */
    private static String changed() {
        return original.replace("Completed orders, zh: 完成订单", "All orders, zh: 全部订单")
                .replace("times: 2", "times: 3")
                .replace("  order_lines:\n", BIG_LINES + "  order_lines:\n")
                .replace("influences:\n", "influences:\n" + DRIVER);
    }

    /** Puts a definition into force behind the page's back. */
    private static void apply(String definition) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.address() + "v1/definition"))
                .PUT(HttpRequest.BodyPublishers.ofString(definition))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(202);
    }

    private static void refuse(Route route, int status) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setBody("{\"title\": \"Refused\", \"status\": %d, \"detail\": \"as the server has it\"}"
                        .formatted(status)));
    }

    private static Page visit(Look look) {
        Page page = chromium.open(look, ReducedMotion.REDUCE);
        page.navigate(shop.address() + "#/definition");
        assertThat(text(page)).hasValue(Pattern.compile("polestar: 1"));
        return page;
    }

    private static Locator text(Page page) {
        return page.locator("ps-editor textarea");
    }

    private static Locator says(Page page) {
        return page.locator("#define-says");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static String caretLine(Page page) {
        return (String) page.evaluate("""
                () => {
                    const { value, selectionStart } = document.querySelector('ps-editor textarea');
                    return value.slice(value.lastIndexOf('\\n', selectionStart - 1) + 1).split('\\n')[0];
                }
                """);
    }
}
