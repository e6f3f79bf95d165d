package io.polestar.engine.tree;

import io.polestar.engine.tree.Channel.Email;
import io.polestar.engine.tree.Channel.Email.Security;
import io.polestar.engine.tree.Channel.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where a channel sends to. What it says of a wrong value never quotes one that may be a secret. */
final class TargetReader {
    private static final int MAX_ADDRESS = 2_000;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]{0,252}[A-Za-z0-9])?");
    private static final Pattern MAILBOX = Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,253}");
    private static final Map<String, Security> SECURITIES =
            Map.of("none", Security.NONE, "starttls", Security.STARTTLS, "ssl", Security.SSL);
    private static final Map<Security, Integer> PORTS =
            Map.of(Security.NONE, 25, Security.STARTTLS, 587, Security.SSL, 465);

    private final Problems problems;

    TargetReader(Problems problems) {
        this.problems = problems;
    }

    /** What a key of a channel says; null after adding the problem. */
    @Nullable
    Target read(String kind, Section section) {
        return switch (kind) {
            case "webhook" -> webhook(section);
            case "slack" -> slack(section);
            case "dingtalk" -> dingTalk(section);
            case "feishu", "lark" -> feishu(section);
            case "wecom" -> weCom(section);
            case "email" -> email(section);
            case "alertmanager" -> alertmanager(section);
            default -> throw new IllegalArgumentException("no kind of channel, kind=" + kind);
        };
    }

    private @Nullable Target webhook(Section section) {
        section.allowOnly(List.of("url", "secret"));
        WebAddress url = address(section);
        section.required("secret", "write secret: env:NAME, whose value is whsec_ and base64");
        Secret secret = secret(section, "secret");
        return url == null || secret == null ? null : new Channel.Webhook(url, secret);
    }

    private @Nullable Target slack(Section section) {
        section.allowOnly(List.of("url"));
        Secret url = hiddenAddress(section);
        return url == null ? null : new Channel.Slack(url);
    }

    private @Nullable Target dingTalk(Section section) {
        section.allowOnly(List.of("url", "secret"));
        Secret url = hiddenAddress(section);
        Secret secret = secret(section, "secret");
        return url == null ? null : new Channel.DingTalk(url, secret);
    }

    private @Nullable Target feishu(Section section) {
        section.allowOnly(List.of("url", "secret"));
        Secret url = hiddenAddress(section);
        Secret secret = secret(section, "secret");
        return url == null ? null : new Channel.Feishu(url, secret);
    }

    private @Nullable Target weCom(Section section) {
        section.allowOnly(List.of("url"));
        Secret url = hiddenAddress(section);
        return url == null ? null : new Channel.WeCom(url);
    }

    private @Nullable Target alertmanager(Section section) {
        section.allowOnly(List.of("url", "user", "password"));
        WebAddress url = address(section);
        Login login = login(section);
        return url == null ? null : new Channel.Alertmanager(url, login.user, login.password);
    }

    private @Nullable Target email(Section section) {
        section.allowOnly(List.of("host", "port", "security", "from", "to", "user", "password"));
        YamlNode.Scalar host = section.required("host", "write host: and the name of an SMTP server");
        if (host != null && !HOST.matcher(host.text()).matches()) {
            problems.add(
                    host, section.name("host") + " is no name of a server", "write a name such as smtp.example.com");
        }
        Security security = section.word("security", SECURITIES, Security.STARTTLS);
        int port = section.integer("port", PORTS.getOrDefault(security, 25), 1, 65_535);
        YamlNode.Scalar from = section.required("from", "write from: and the sender's address");
        List<String> to = receivers(section);
        Login login = login(section);
        if (host == null || from == null || !isMailbox(from, section.name("from")) || to.isEmpty()) {
            return null;
        }
        return new Email(host.text(), port, security, from.text(), to, login.user, login.password);
    }

    private List<String> receivers(Section section) {
        List<YamlNode.Scalar> given =
                section.node("to") instanceof YamlNode.Scalar one ? List.of(one) : section.texts("to");
        List<String> to = new ArrayList<>();
        for (YamlNode.Scalar one : given) {
            if (isMailbox(one, section.name("to"))) {
                to.add(one.text());
            }
        }
        if (given.isEmpty() || given.size() > Email.MOST_RECEIVERS) {
            problems.add(
                    section.at("to"),
                    section.name("to") + " has 1 to " + Email.MOST_RECEIVERS + " addresses, found " + given.size(),
                    "write to: [a@example.com]");
            return List.of();
        }
        return to;
    }

    private boolean isMailbox(YamlNode.Scalar text, String name) {
        boolean mailbox = MAILBOX.matcher(text.text()).matches();
        if (!mailbox) {
            problems.add(
                    text,
                    name + " is an e-mail address, found '" + text.text() + "'",
                    "write an address such as a@example.com");
        }
        return mailbox;
    }

    private record Login(@Nullable String user, @Nullable Secret password) {}

    private Login login(Section section) {
        YamlNode.Scalar user = section.scalar("user", Section.MAX_TEXT);
        Secret password = secret(section, "password");
        if (section.has("user") != section.has("password")) {
            problems.add(
                    section.at(),
                    section.path() + " has user and password, or neither",
                    "write user: NAME and password: env:NAME");
        }
        return new Login(user == null ? null : user.text(), password);
    }

    /** An address, in the open or kept elsewhere; null after adding the problem. */
    private @Nullable WebAddress address(Section section) {
        YamlNode.Scalar text = section.required("url", MAX_ADDRESS, "write url: and where to send to");
        if (text == null) {
            return null;
        }
        Optional<Secret> hidden = Secret.parse(text.text());
        if (hidden.isPresent()) {
            return new WebAddress.Hidden(hidden.get());
        }
        if (!WebAddress.isAddress(text.text())) {
            problems.add(
                    text,
                    section.name("url") + " is http or https with a host, without user and fragment",
                    "write https://host/path, or env:NAME if the address is a secret");
            return null;
        }
        return new WebAddress.Open(text.text());
    }

    /** The address of a robot: whoever knows it may send, so that it is never in the open. */
    private @Nullable Secret hiddenAddress(Section section) {
        section.required("url", MAX_ADDRESS, "write url: env:NAME");
        return secret(section, "url");
    }

    /** Where a secret is kept; null if the key is missing or after adding the problem. */
    private @Nullable Secret secret(Section section, String key) {
        YamlNode.Scalar text = section.scalar(key, MAX_ADDRESS);
        if (text == null) {
            return null;
        }
        Optional<Secret> secret = Secret.parse(text.text());
        if (secret.isEmpty()) {
            problems.add(
                    text,
                    section.name(key) + " is a secret and is named, not written",
                    "write env:NAME or file:PATH; if a real secret stood here, change it");
        }
        return secret.orElse(null);
    }
}
