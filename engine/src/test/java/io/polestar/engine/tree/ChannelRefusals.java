package io.polestar.engine.tree;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every rule of {@code channels:} that a definition can break. */
final class ChannelRefusals {
    private static final String BOSS = "  boss: {slack: {url: env:A}}";

    private ChannelRefusals() {}

    private static RefusalCase of(String body, String rule, String fix) {
        return new RefusalCase(RouteRefusals.TREE, BOSS, "  boss: " + body, "boss:", rule, fix);
    }

    static Stream<RefusalCase> all() {
        String kinds = "webhook, slack, dingtalk, feishu, lark, wecom, email, alertmanager";
        return Stream.of(
                of(
                        "{}",
                        "channels.boss goes to exactly one of " + kinds + ", found 0",
                        "write one of them, such as slack: {url: env:SLACK_URL}"),
                of(
                        "{slack: {url: plain}}",
                        "channels.boss.slack.url is a secret and is named, not written",
                        "write env:NAME or file:PATH; if a real secret stood here, change it"),
                of(
                        "{webhook: {url: 'ftp://a.example.com', secret: env:A}}",
                        "channels.boss.webhook.url is http or https with a host, without user and fragment",
                        "write https://host/path, or env:NAME if the address is a secret"),
                of(
                        "{email: {host: a b, from: a@b, to: b@c}}",
                        "channels.boss.email.host is no name of a server",
                        "write a name such as smtp.example.com"),
                of(
                        "{email: {host: a, from: nobody, to: b@c}}",
                        "channels.boss.email.from is an e-mail address, found 'nobody'",
                        "write an address such as a@example.com"),
                of(
                        "{email: {host: a, from: a@b, to: [" + receivers() + "]}}",
                        "channels.boss.email.to has 1 to 50 addresses, found 51",
                        "write to: [a@example.com]"),
                of(
                        "{email: {host: a, from: a@b, to: b@c, user: x}}",
                        "channels.boss.email has user and password, or neither",
                        "write user: NAME and password: env:NAME"));
    }

    private static String receivers() {
        return IntStream.rangeClosed(1, 51)
                .mapToObj(number -> "a" + number + "@b")
                .collect(Collectors.joining(", "));
    }
}
