package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.polestar.engine.tree.Channel.Email.Security;
import io.polestar.engine.tree.Channel.Language;
import io.polestar.engine.tree.Secret.Keeper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code channels:} may say. */
class ChannelReaderTest {
    private static final String TREE = """
            polestar: 1
            name: Shop
            zone: UTC
            windows: [1d]
            northStar: orders
            metrics:
              orders: {kind: count, event: order, unit: order, owner: a@example.com}
            channels:
            """;

    @Test
    void everyKindIsRead() throws DefinitionException {
        List<Channel> channels = read("""
                  ops: {webhook: {url: "https://hooks.example.com/a?b=c", secret: env:OPS_SECRET}, language: zh, perMinute: 30}
                  chat: {slack: {url: env:SLACK_URL}}
                  ding: {dingtalk: {url: env:DING_URL, secret: file:/run/secrets/ding}}
                  fei: {feishu: {url: env:FEISHU_URL, secret: env:FEISHU_SECRET}}
                  lark: {lark: {url: file:lark}}
                  we: {wecom: {url: env:WECOM_URL}}
                  mail: {email: {host: smtp.example.com, from: p@example.com, to: [a@example.com, b@example.com], user: p, password: env:MAIL}}
                  alerts: {alertmanager: {url: "http://alertmanager:9093"}}
                """);

        assertThat(channels)
                .extracting(Channel::id)
                .containsExactly("ops", "chat", "ding", "fei", "lark", "we", "mail", "alerts");
        assertThat(channels.get(0).language()).isEqualTo(Language.ZH);
        assertThat(channels.get(0).perMinute()).isEqualTo(30);
        assertThat(channels.get(0).target())
                .isEqualTo(new Channel.Webhook(
                        new WebAddress.Open("https://hooks.example.com/a?b=c"), new Secret(Keeper.ENV, "OPS_SECRET")));
        assertThat(channels.get(2).perMinute()).isEqualTo(20);
        assertThat(channels.get(4).target()).isEqualTo(new Channel.Feishu(new Secret(Keeper.FILE, "lark"), null));
        assertThat(channels.get(6).target())
                .isEqualTo(new Channel.Email(
                        "smtp.example.com",
                        587,
                        Security.STARTTLS,
                        "p@example.com",
                        List.of("a@example.com", "b@example.com"),
                        "p",
                        new Secret(Keeper.ENV, "MAIL")));
        assertThat(channels.get(7).target())
                .isEqualTo(new Channel.Alertmanager(new WebAddress.Open("http://alertmanager:9093"), null, null));
    }

    @Test
    void theAddressOfAWebhookMayBeASecretToo() throws DefinitionException {
        Channel channel = read("  ops: {webhook: {url: env:OPS_URL, secret: env:OPS_SECRET}}\n")
                .get(0);

        assertThat(((Channel.Webhook) channel.target()).url())
                .isEqualTo(new WebAddress.Hidden(new Secret(Keeper.ENV, "OPS_URL")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                              | channels.ops goes to exactly one of
            {slack: {url: env:A}, wecom: {url: env:B}}                      | found 2
            {slack: {url: env:A}, langage: zh}                              | unknown key 'langage'
            {slack: {url: env:A}, language: fr}                             | unknown language 'fr'
            {slack: {url: env:A, secret: env:B}}                            | unknown key 'secret'
            {slack: {}}                                                     | channels.ops.slack.url is missing
            {dingtalk: {url: env:A}, perMinute: 21}                         | must be a whole number from 1 to 20
            {webhook: {url: "https://a.example.com"}}                       | channels.ops.webhook.secret is missing
            {webhook: {url: "ftp://a.example.com", secret: env:A}}          | is http or https with a host
            {webhook: {url: "https://a.example.com/#f", secret: env:A}}     | is http or https with a host
            {email: {host: "a b", from: a@example.com, to: b@example.com}}  | is no name of a server
            {email: {host: a, from: nobody, to: b@example.com}}             | channels.ops.email.from is an e-mail address
            {email: {host: a, from: a@b, to: "b@c, d@e"}}                   | channels.ops.email.to is an e-mail address
            {email: {host: a, from: a@b, to: []}}                           | has 1 to 50 addresses, found 0
            {email: {host: a, from: a@b, to: b@c, security: tls}}           | unknown security 'tls'
            {email: {host: a, from: a@b, to: b@c, user: x}}                 | has user and password, or neither
            {alertmanager: {url: "http://a:9093", password: env:A}}         | has user and password, or neither
            """)
    void whatBreaksARuleIsRefused(String body, String problem) {
        assertThat(refusal("  ops: " + body + "\n")).hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{slack: {url: \"https://hooks.slack.com/services/hunter2\"}}",
                "{webhook: {url: \"https://a.example.com\", secret: hunter2}}",
                "{webhook: {url: \"https://user:hunter2@a.example.com\", secret: env:A}}",
                "{dingtalk: {url: \"https://oapi.dingtalk.com/robot/send?access_token=hunter2\", secret: env:A}}",
                "{dingtalk: {url: env:A, secret: SEChunter2}}",
                "{feishu: {url: env:A, secret: \"env: hunter2\"}}",
                "{email: {host: a, from: a@b, to: b@c, user: x, password: hunter2}}"
            })
    void aSecretInTheOpenIsRefusedAndNotRepeated(String body) {
        DefinitionException refusal = refusal("  ops: " + body + "\n");

        assertThat(refusal.problems()).isNotEmpty();
        assertThat(refusal.toString()).doesNotContain("hunter2");
    }

    @Test
    void aProblemPointsToItsPlace() {
        DefinitionException refusal = refusal("  ops: {slack: {url: plain}}\n");

        assertThat(refusal.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(9);
            assertThat(problem.column()).isEqualTo(22);
        });
    }

    @Test
    void aChangedChannelIsTold() throws DefinitionException {
        Definition before = definition("  ops: {slack: {url: env:A}}\n  old: {wecom: {url: env:W}}\n");
        Definition after = definition("  ops: {slack: {url: env:B}}\n");

        assertThat(DefinitionDiff.of(before, after).changes())
                .extracting(DefinitionDiff.Change::sentence)
                .containsExactly(
                        "channel old is removed",
                        "channel ops: url was env:A, is env:B",
                        "route 1: to was [ops, old], is [ops]");
    }

    private static List<Channel> read(String channels) throws DefinitionException {
        return definition(channels).channels();
    }

    private static Definition definition(String channels) throws DefinitionException {
        return DefinitionReader.read(TREE + channels, "shop.yaml");
    }

    private static DefinitionException refusal(String channels) {
        return catchThrowableOfType(DefinitionException.class, () -> definition(channels));
    }
}
