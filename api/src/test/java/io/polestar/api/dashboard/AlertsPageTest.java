package io.polestar.api.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.polestar.api.channel.Notes.message;
import static io.polestar.api.channel.Receiver.answer;
import static io.polestar.api.channel.Receiver.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import io.polestar.api.access.Role;
import io.polestar.api.access.TokenFile;
import io.polestar.api.channel.Receiver;
import io.polestar.api.channel.Station;
import io.polestar.api.dashboard.Chromium.Look;
import io.polestar.api.server.FakeBackend;
import io.polestar.api.server.TestServer;
import io.polestar.engine.view.AlertState;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
 * The page of alerts in a real browser. Most of it over the real engine and three days of the demo's orders, by the end of which one
 * alert fires; what is done in one test is there in the next.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertsPageTest {
    /** A backtest reads the journal at a fraction of a processor. */
    private static final double BACKTEST_MILLIS = 60_000;

    private static final String ANN = "ann@example.com";

    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static DemoShop shop;

    @TempDir
    Path own;

    @BeforeAll
    static void trade() throws Exception {
        chromium = Chromium.launch();
        shop = new DemoShop(directory);
        shop.trade("2011-10-31", "2011-11-02T18:00:00");
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
    void whatFiresStandsFirstAndSaysWhyWithNumbers() {
        Page page = visit(Look.ENGLISH, "#/alerts");
        Locator first = page.locator(".alert").first();
        assertThat(first).hasAttribute("data-rule", "refunds_eire");
        assertThat(first).containsText("Firing");
        assertThat(first.locator(".reason")).hasText(Pattern.compile("−£[\\d.,]+ \\(fires below £0.00\\)"));
        assertThat(first).containsText("Warning");
        assertThat(first).containsText("Revenue · 1 day · Country: EIRE");
        assertThat(first).containsText("since 2 Nov 2011, 16:47 (");
        assertThat(first).containsText("sales@example.com");
        assertThat(page.locator(".alerts-top .tally")).containsText("1 Firing");
    }

    @Test
    @Order(2)
    void anAlertIsTakenOnWithACommentAndGivenBack() {
        Page page = visit(Look.ENGLISH, "#/alerts");
        Locator alert = page.locator("[data-rule=refunds_eire]");
        Locator dialog = asked(page, alert, "acknowledge");
        dialog.getByLabel("Comment").fill("calling Dublin");
        dialog.locator(".primary").click();
        assertThat(dialog).isHidden();
        assertThat(alert.locator(".marks")).hasText("Taken on by ann@example.com: calling Dublin");
        assertThat(page.locator(".was-done")).hasText("The alert is yours until its episode ends.");
        alert.locator("[data-act=giveBack]").click();
        assertThat(alert.locator("[data-act=acknowledge]")).isVisible();
        assertThat(alert.locator(".marks")).hasCount(0);
    }

    @Test
    @Order(3)
    void anAlertIsSilencedFromTheCardAndToldAgainFromTheListOfSilences() {
        Page page = visit(Look.ENGLISH, "#/alerts");
        Locator alert = page.locator("[data-rule=refunds_eire]");
        Locator dialog = asked(page, alert, "silence");
        dialog.getByLabel("4 hours").check();
        dialog.locator(".primary").click();
        assertThat(alert.locator(".marks"))
                .hasText(Pattern.compile("Silenced by ann@example.com until 2 Nov 2011, 2[12]:\\d\\d"));
        page.getByRole(AriaRole.LINK)
                .getByText("Silences", new Locator.GetByTextOptions().setExact(true))
                .click();
        Locator silence = page.locator(".silence-list li");
        assertThat(silence).containsText("Ireland gives back more than it buys");
        silence.getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator(".was-done")).hasText("The silence has ended. What still fires is told.");
        page.navigate(shop.address() + "#/alerts");
        assertThat(alert.locator(".marks")).hasCount(0);
    }

    @Test
    @Order(4)
    void aSilenceIsMadeForAllThatFits() {
        Page page = visit(Look.CHINESE, "#/alerts?tab=silences");
        assertThat(page.locator("[data-panel=maintenance]")).containsText("maintenance:");
        page.getByLabel("规则", new Page.GetByLabelOptions().setExact(false)).fill("cancellations_*");
        page.getByLabel("级别").selectOption("critical");
        page.getByLabel("自定义…").check();
        page.locator("input[name=end]").fill("2011-11-05T08:30");
        page.getByLabel("你的姓名或邮箱").fill(ANN);
        page.locator("[data-panel=silence-new] button").click();
        Locator silence = page.locator(".silence-list li.is-active");
        assertThat(silence).containsText("cancellations_*");
        assertThat(silence).containsText("2011年11月5日 08:30");
        silence.getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator(".silence-list li.is-active")).hasCount(0);
    }

    @Test
    @Order(5)
    void alertsAreNarrowedDownAndTheAddressKeepsIt() {
        Page page = visit(Look.ENGLISH, "#/alerts");
        page.locator("select[name=severity]").selectOption("critical");
        assertThat(page.locator(".alert")).hasCount(2);
        page.locator("select[name=state]").selectOption("firing");
        assertThat(page.locator(".nothing-here")).hasText("No alert fits these filters.");
        assertThat(page).hasURL(Pattern.compile("severity=critical&state=firing"));
        page.navigate(shop.address() + "#/alerts?text=ireland");
        assertThat(page.locator(".alert")).hasCount(1);
    }

    @Test
    @Order(6)
    void theHistoryShowsEpisodesOverTimeWithAllThatPeopleSaid() {
        Page page = visit(Look.ENGLISH, "#/alerts");
        Locator dialog = asked(page, page.locator("[data-rule=refunds_eire]"), "comment");
        dialog.getByLabel("What happened").fill("<b>returns</b> of the autumn sale");
        dialog.locator(".primary").click();
        page.getByRole(AriaRole.LINK)
                .getByText("History", new Locator.GetByTextOptions().setExact(true))
                .click();
        Locator lane =
                page.getByRole(AriaRole.LISTBOX).filter(new Locator.FilterOptions().setHas(page.locator(".taken")));
        lane.getByRole(AriaRole.OPTION).hover();
        assertThat(page.locator(".lanes-said"))
                .containsText("Ireland gives back more than it buys: Firing, from 2 Nov");
        lane.focus();
        page.keyboard().press("Enter");
        page.mouse().move(0, 0);
        Locator episode = page.locator(".episodes li[data-episode] details[open]");
        assertThat(episode).containsText("Taken on");
        assertThat(episode).containsText("calling Dublin");
        assertThat(episode.locator(".times").first()).containsText("2 Nov 2011");
        assertThat(episode.locator(".times").first().locator("dd")).hasCount(5);
        assertThat(page.locator(".notes li")).containsText("<b>returns</b> of the autumn sale");
        lane = page.getByRole(AriaRole.LISTBOX, new Page.GetByRoleOptions().setName("Annotations"));
        assertThat(lane.getByRole(AriaRole.OPTION)).hasCount(1);
        lane.focus();
        assertThat(page.locator(".lanes-said")).containsText("autumn sale (ann@example.com, 2 Nov 2011");
    }

    @Test
    @Order(7)
    void everyRuleSaysInWordsWhenItFires() {
        Page page = visit(Look.CHINESE, "#/alerts?tab=rules");
        assertThat(page.locator("[data-rule=cancellations_high] .reason")).hasText("高于 20.0% 持续 30分钟");
        assertThat(page.locator("[data-rule=orders_unusual] .reason")).hasText("超出由历史得出的区间（每月约 2 次误报）");
        page.locator("[data-rule=month_behind] a").click();
        assertThat(page.locator("h1")).hasText("本月落后于目标");
        assertThat(page.locator("[data-panel=rule]")).containsText("相对目标 2,700（均匀分摊）此刻应达到的值，低于 80% 持续 6小时");
    }

    @Test
    @Order(8)
    void aRuleInForceIsTriedOnThePast() {
        Page page = visit(Look.ENGLISH, "#/alerts/refunds_eire");
        page.locator("[data-begin]").click();
        assertThat(page.locator("[data-fired]"))
                .hasText(
                        "Would have fired 1 time in 30 days",
                        new LocatorAssertions.HasTextOptions().setTimeout(BACKTEST_MILLIS));
        assertThat(page.locator("ps-backtest").getByRole(AriaRole.OPTION)).hasCount(1);
    }

    @Test
    @Order(9)
    void whatIsWrongWithARuleStandsAtItsFieldAndItsLine() {
        Page page = visit(Look.ENGLISH, "#/alerts?new=orders");
        Locator text = page.locator("textarea.yaml");
        assertThat(text).hasValue(Pattern.compile("orders_low:\n  metric: orders\n  window: 1d\n  below: \\d+\n"));
        page.locator("input[name=for]").fill("soon");
        assertThat(text).hasValue(Pattern.compile("\n  for: soon\n"));
        assertThat(page.locator(".field.is-wrong")).containsText("Must hold for");
        page.locator(".rule-problems button").click();
        assertThat(text).isFocused();
        assertThat(page.evaluate("getSelection().toString()")).isEqualTo("  for: soon");
        text.fill("orders_low:\n  metric: orders\n  window: 1d\n  change: {against: day, below: -40%}");
        assertThat(page.locator("select[name=kind]")).hasValue("change");
        assertThat(page.locator("input[name=level]")).hasValue("-40%");
        assertThat(page.locator(".field.is-wrong")).hasCount(0);
    }

    @Test
    @Order(10)
    void aRuleIsMadeByFormSeesItsBacktestComesInForceAndGoesAgain() {
        Page page = visit(Look.ENGLISH, "#/alerts?new=orders");
        page.getByLabel("Name in English").fill("Hardly any orders");
        page.locator("input[name=id]").fill("orders_scarce");
        page.locator("input[name=level]").fill("1000");
        page.locator("input[name=for]").fill("");
        page.locator("select[name=severity]").selectOption("critical");
        assertThat(page.locator("[data-fired]"))
                .hasText(
                        "Would have fired 1 time in 30 days",
                        new LocatorAssertions.HasTextOptions().setTimeout(BACKTEST_MILLIS));
        String before = definitionText(page);
        page.locator("[data-save]").click();
        assertThat(page.locator(".changes")).containsText("orders_scarce");
        page.locator("[data-apply]").click();
        assertThat(page).hasURL(Pattern.compile("#/alerts/orders_scarce"));
        assertThat(page.locator("h1")).hasText("Hardly any orders");
        assertThat(page.locator("[data-panel=rule]")).containsText("below 1,000");
        assertThat(definitionText(page).replaceFirst("  orders_scarce:\n(    .*\n)+", ""))
                .isEqualTo(before);
        page.locator("[data-panel=rule] [data-save]").click();
        page.locator("[data-panel=rule] [data-apply]").click();
        assertThat(page.locator("[data-rule=orders_scarce]")).hasCount(0);
        assertThat(page.locator(".rule-list li")).hasCount(6);
        assertThat(definitionText(page)).isEqualTo(before);
    }

    @Test
    @Order(11)
    void aStormOfSegmentsIsFoldedUnderItsRule() throws Exception {
        Page page = visit(Look.ENGLISH, "#/alerts?new=revenue");
        page.locator("textarea.yaml")
                .fill("country_sells:\n  metric: revenue\n  window: 1d\n  each: country\n  above: -1000000");
        page.locator("[data-save]").click();
        page.locator("[data-apply]").click();
        assertThat(page.locator("h1")).hasText("Country sells");
        shop.trade("2011-11-02T18:00:00", "2011-11-03T11:00:00");
        page.navigate(shop.address() + "#/alerts");
        Locator storm = page.locator("[data-storm=country_sells]");
        assertThat(storm.locator("summary")).hasText(Pattern.compile("Firing\\s*Country sells\\s*\\d+ segments"));
        assertThat(storm.locator(".alert").first()).isHidden();
        storm.locator("summary").click();
        Locator france = storm.locator(".alert")
                .filter(new Locator.FilterOptions().setHasText("Country sells · Country: France"));
        assertThat(france).isVisible();
        asked(page, france, "silence").locator(".primary").click();
        assertThat(france.locator(".marks")).containsText("Silenced by");
        assertThat(storm.locator(".alert .marks")).hasCount(1);
    }

    @Test
    @Order(12)
    void everyPartIsAccessibleAndFitsAPhone() {
        for (String tab : List.of("now", "history", "rules", "silences", "channels")) {
            for (Look look : List.of(Look.ENGLISH, Look.CHINESE.inTheDark().onAPhone(), Look.ENGLISH.onAPhone())) {
                Page page = chromium.open(look, ReducedMotion.REDUCE);
                go(page, "#/alerts?tab=" + tab);
                assertThat(Axe.violations(page)).as("%s in %s", tab, look).isEmpty();
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                        .as("how far %s in %s scrolls sideways", tab, look)
                        .isLessThanOrEqualTo(0);
            }
        }
        Page page = visit(Look.ENGLISH.onAPhone(), "#/alerts");
        assertThat(page.locator(".filter")).isHidden();
        for (Locator button : page.locator("ps-alerts-now > .alert-list > .alert")
                .first()
                .locator("button")
                .all()) {
            assertThat(button.boundingBox().height).isGreaterThanOrEqualTo(44);
        }
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    @Order(13)
    void aRuleIsPutIntoATextThatStaysAsItIsElsewhere() {
        Page page = visit(Look.ENGLISH, "#/alerts");
        String rule = "b:\n  metric: m\n  below: 2";
        String entry = "  b:\n    metric: m\n    below: 2\n";
        Map<String, String> cases = Map.of(
                "name: x\n", "name: x\n\nalerts:\n" + entry,
                "name: x\n# the end\n", "name: x\n\nalerts:\n" + entry + "# the end\n",
                "alerts: {}  # none yet\nname: x\n", "alerts:  # none yet\n" + entry + "name: x\n",
                "alerts:\n# nothing\nname: x\n", "alerts:\n" + entry + "# nothing\nname: x\n",
                "alerts:\n  # first\n  a: {metric: m, above: 1}  # why\n\n  # of maintenance\nmaintenance: {}\n",
                        "alerts:\n  # first\n  a: {metric: m, above: 1}  # why\n" + entry
                                + "\n  # of maintenance\nmaintenance: {}\n",
                "alerts:\n    a:\n      metric: m\n    \"b\":\n      metric: old\n      # of b\n    c: {metric: m}\n",
                        "alerts:\n    a:\n      metric: m\n    b:\n      metric: m\n      below: 2\n    c: {metric: m}\n",
                "alerts:\r\n  b: {metric: m,\r\n      above: 3}\r\nname: x",
                        "alerts:\r\n  b:\r\n    metric: m\r\n    below: 2\r\nname: x",
                "---\nalerts:\n  a: {metric: m}", "---\nalerts:\n  a: {metric: m}\n" + entry);
        cases.forEach((text, expected) ->
                assertThat(text(page, "put", text, rule)).as(text).isEqualTo(expected));
    }

    @Test
    @Order(14)
    void aRuleIsTakenOutOfATextThatStaysAsItIsElsewhere() {
        Page page = visit(Look.ENGLISH, "#/alerts");
        Map<String, String> cases = Map.of(
                "alerts:\n  a: {metric: m}\n\n  # of b\n  b:\n    metric: m\n\n  c: {metric: m}\n",
                        "alerts:\n  a: {metric: m}\n\n  # of b\n\n  c: {metric: m}\n",
                "alerts:  # all\n  # only one\n  b: {metric: m}\nname: x\n",
                        "alerts: {}  # all\n  # only one\nname: x\n",
                "name: x\nalerts:\n  a: {metric: m}\n  b:\n    metric: m", "name: x\nalerts:\n  a: {metric: m}\n");
        cases.forEach((text, expected) ->
                assertThat(text(page, "remove", text, "b")).as(text).isEqualTo(expected));
        assertThat(text(
                        page,
                        "entryText",
                        "alerts:\n    b:\n        metric: m\n        # low\n        below: 2\n",
                        "b"))
                .isEqualTo("b:\n    metric: m\n    # low\n    below: 2");
    }

    @Test
    @Order(15)
    void aTextThatCannotBeEditedForCertainIsRefused() {
        Page page = visit(Look.ENGLISH, "#/alerts");
        Map<String, String> cases = Map.of(
                "alerts: {a: {metric: m}}\n", "flow line=1",
                "name: x\nalerts: {\n  a: {metric: m}\n}\n", "odd line=4",
                "{name: x, alerts: {}}\n", "flow line=1",
                "alerts:\n  a: {metric: m}\nname: x\nalerts: {}\n", "odd line=4",
                "alerts: &all\n  a: {metric: m}\n", "odd line=1",
                "alerts:\n  b: &b\n    metric: m\n  c: *b\n", "shared line=2",
                "name: x\n---\nname: y\n", "odd line=2",
                "alerts:\n  - b\n", "odd line=2",
                "alerts:\n  a:\n\t  metric: m\n", "odd line=3",
                "  name: x\n", "odd line=1");
        cases.forEach((text, expected) ->
                assertThat(text(page, "put", text, "b:\n  metric: m")).as(text).isEqualTo(expected));
    }

    @Test
    @Order(16)
    void aRulesTextIsChangedKeyByKey() {
        Page page = visit(Look.ENGLISH, "#/alerts");
        assertThat(page.evaluate("""
                async () => {
                    const { read, withKey } = await import('/pages/alerts/entry.js');
                    const text = "a:\\n  # why\\n  metric: m # of all\\n  labels:\\n    en: \\"One: two\\"\\n  all: [x, 'y z']\\n  below: 5";
                    return [
                        JSON.stringify(read(text)),
                        withKey(text, 'below', '7'),
                        withKey(text, 'window', '1d').split('\\n')[5],
                        withKey(withKey(text, 'labels', null), 'all', null),
                        JSON.stringify(read('a: {metric: m, change: {against: day, below: -30%}}')),
                        withKey('a: {metric: m, below: 5}', 'labels', { zh: '少', en: 'No: none' }),
                        read('a: &x\\n  metric: |\\n    m'),
                    ];
                }
                """))
                .isEqualTo(Arrays.asList(
                        "{\"metric\":\"m\",\"labels\":{\"en\":\"One: two\"},\"all\":[\"x\",\"y z\"],\"below\":\"5\"}",
                        "a:\n  # why\n  metric: m # of all\n  labels:\n    en: \"One: two\"\n  all: [x, 'y z']\n  below: 7",
                        "  window: 1d",
                        "a:\n  # why\n  metric: m # of all\n  below: 5",
                        "{\"metric\":\"m\",\"change\":{\"against\":\"day\",\"below\":\"-30%\"}}",
                        "a:\n  labels: {zh: 少, en: \"No: none\"}\n  metric: m\n  below: 5",
                        null));
    }

    @Test
    @Order(17)
    void aChannelIsTriedOutAndGivenWhatWasSetAside() throws Exception {
        try (Receiver receiver = new Receiver(status(200));
                Station station = new Station(own).webhook(receiver.url("/")).open();
                TestServer server = TestServer.start(new FakeBackend(), station.channels(), own)) {
            Page page = chromium.open(Look.ENGLISH);
            page.navigate(server.uri("/#/alerts?tab=channels").toString());
            Locator ops = page.locator("[data-channel=ops]");
            assertThat(ops).containsText("Ready");
            ops.getByText("Send a test").click();
            assertThat(ops.locator(".outcome")).hasText("Delivered: the receiver has taken the test message.");
            assertThat(receiver.requests().get(0).json().path("type").asText()).isEqualTo("alert.test");
            receiver.next(answer(410, "gone"), answer(410, "gone"));
            station.offer(message("m1", 1, "e1"));
            await().until(() -> station.status("ops").counts().parked() == 1);
            ops.getByText("Send a test").click();
            assertThat(ops.locator(".outcome"))
                    .containsText("Refused, it will not go well as it is: answered 410: gone");
            assertThat(ops).containsText("Failing");
            assertThat(ops.locator(".last-error")).containsText("answered 410: gone");
            ops.getByText("1 message set aside").click();
            assertThat(ops.locator(".parked")).containsText("Fired Few orders");
            ops.getByText("Send 1 again").click();
            assertThat(ops.locator(".outcome")).hasText("1 message goes out again.");
            await().until(() -> station.status("ops").counts().sent() == 1);
        }
    }

    @Test
    @Order(18)
    void withoutChannelsThePageShowsHowToHaveThem() {
        Page page = visit(Look.CHINESE, "#/alerts?tab=channels");
        assertThat(page.locator(".teach")).containsText("目前不会通知任何人");
        assertThat(page.locator(".teach pre")).containsText("channels:");
    }

    @Test
    @Order(19)
    void aTokenThatMayOnlyReadIsToldSoAtTheAct() throws Exception {
        String secret = new TokenFile(own).add("wall", Role.READ, new SecureRandom(), Clock.systemUTC());
        FakeBackend backend = new FakeBackend();
        backend.transition(AlertState.FIRING);
        try (TestServer server = TestServer.start(backend, own)) {
            Page page = chromium.open(Look.ENGLISH);
            page.addInitScript("sessionStorage.setItem('polestar.token', '" + secret + "')");
            page.navigate(server.uri("/#/alerts").toString());
            Locator dialog = asked(page, page.locator("[data-rule=orders_low]"), "acknowledge");
            dialog.locator(".primary").click();
            assertThat(dialog.getByRole(AriaRole.ALERT))
                    .hasText("Your token may read but not change anything. Ask for one with the role edit.");
        }
    }

    /** The dialog that asks what an act on an alert needs; who acts has been filled in. */
    private static Locator asked(Page page, Locator alert, String act) {
        alert.locator("[data-act=" + act + "]").click();
        Locator dialog = page.locator("ps-alert-act dialog");
        dialog.getByLabel("Your name or address").fill(ANN);
        return dialog;
    }

    /** What a function of the module that edits the definition's text answers, or why it refuses. */
    private static String text(Page page, String function, String text, String argument) {
        return (String) page.evaluate("""
                async ([name, ...given]) => {
                    const edit = await import('/pages/alerts/rule-text.js');
                    try {
                        return edit[name](...given);
                    } catch (unsafe) {
                        return `${unsafe.why} line=${unsafe.line}`;
                    }
                }
                """, List.of(function, text, argument));
    }

    private static String definitionText(Page page) {
        return (String) page.evaluate("fetch('/v1/definition').then((reply) => reply.json()).then((it) => it.text)");
    }

    private static Page visit(Look look, String address) {
        Page page = chromium.open(look);
        go(page, address);
        return page;
    }

    private static void go(Page page, String address) {
        page.navigate(shop.address() + address);
        assertThat(page.locator("[data-freshness]").first())
                .hasAttribute("data-freshness", Pattern.compile("live|held"));
        assertThat(page.locator("h1")).isVisible();
    }
}
