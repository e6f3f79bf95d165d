package io.polestar.engine.tree;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A way to tell people, or other machines, of alerts.
 *
 * @param id how routes name it
 * @param labels its name by language tag
 * @param language what its messages are written in
 * @param perMinute the most messages in any 60 s, 1 to {@link Target#mostPerMinute()}
 * @param target where its messages go
 */
public record Channel(String id, Map<String, String> labels, Language language, int perMinute, Target target) {
    public Channel {
        Ids.require(id);
        labels = Labels.copyInOrder(labels);
        if (perMinute < 1 || perMinute > target.mostPerMinute()) {
            throw new IllegalArgumentException("a " + target.word() + " channel sends 1 to " + target.mostPerMinute()
                    + " messages a minute, perMinute=" + perMinute);
        }
    }

    /** What messages are written in. */
    public enum Language {
        EN,
        ZH;

        /** Its language tag. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where messages go. */
    public sealed interface Target {
        /** Its key in the definition language. */
        String word();

        /** How many messages a minute the receiving side bears. */
        int mostPerMinute();

        /** How many messages a minute are sent unless the definition says otherwise. */
        default int usualPerMinute() {
            return mostPerMinute();
        }
    }

    /**
     * Any program, by the Standard Webhooks.
     *
     * @param url where it listens
     * @param secret the key that signs
     */
    public record Webhook(WebAddress url, Secret secret) implements Target {
        @Override
        public String word() {
            return "webhook";
        }

        @Override
        public int mostPerMinute() {
            return 6_000;
        }

        @Override
        public int usualPerMinute() {
            return 600;
        }
    }

    /**
     * A Slack channel, by an incoming webhook.
     *
     * @param url the webhook's address
     */
    public record Slack(Secret url) implements Target {
        @Override
        public String word() {
            return "slack";
        }

        @Override
        public int mostPerMinute() {
            return 60;
        }
    }

    /**
     * A DingTalk group, by a custom robot.
     *
     * @param url the robot's address with its access token
     * @param secret the key that signs; null when the robot asks for none
     */
    public record DingTalk(Secret url, @Nullable Secret secret) implements Target {
        @Override
        public String word() {
            return "dingtalk";
        }

        @Override
        public int mostPerMinute() {
            return 20;
        }
    }

    /**
     * A Feishu or Lark group, by a custom bot. The two differ by their host alone.
     *
     * @param url the bot's address
     * @param secret the key that signs; null when the bot asks for none
     */
    public record Feishu(Secret url, @Nullable Secret secret) implements Target {
        @Override
        public String word() {
            return "feishu";
        }

        @Override
        public int mostPerMinute() {
            return 100;
        }
    }

    /**
     * A WeCom group, by a message robot.
     *
     * @param url the robot's address with its key
     */
    public record WeCom(Secret url) implements Target {
        @Override
        public String word() {
            return "wecom";
        }

        @Override
        public int mostPerMinute() {
            return 20;
        }
    }

    /**
     * People by e-mail.
     *
     * @param host the SMTP server
     * @param port its port, 1 to 65,535
     * @param security how the connection is encrypted
     * @param from the sender
     * @param to the receivers, 1 to 50
     * @param user whom to log in as; null to send without logging in
     * @param password the user's; null without a user
     */
    public record Email(
            String host,
            int port,
            Security security,
            String from,
            List<String> to,
            @Nullable String user,
            @Nullable Secret password)
            implements Target {
        /** The most receivers. */
        public static final int MOST_RECEIVERS = 50;

        /** How a connection to an SMTP server is encrypted. */
        public enum Security {
            /** Not at all. */
            NONE,
            /** After a plain greeting; a server that cannot is not spoken to. */
            STARTTLS,
            /** From the first byte. */
            SSL
        }

        public Email {
            to = List.copyOf(to);
            if (to.isEmpty() || to.size() > MOST_RECEIVERS) {
                throw new IllegalArgumentException(
                        "an e-mail has 1 to " + MOST_RECEIVERS + " receivers, to=" + to.size());
            }
        }

        @Override
        public String word() {
            return "email";
        }

        @Override
        public int mostPerMinute() {
            return 120;
        }

        @Override
        public int usualPerMinute() {
            return 30;
        }
    }

    /**
     * An Alertmanager, which does its own routing.
     *
     * @param url its address, without {@code /api/v2/alerts}
     * @param user whom to authenticate as; null for nobody
     * @param password the user's; null without a user
     */
    public record Alertmanager(
            WebAddress url, @Nullable String user, @Nullable Secret password) implements Target {
        @Override
        public String word() {
            return "alertmanager";
        }

        @Override
        public int mostPerMinute() {
            return 6_000;
        }

        @Override
        public int usualPerMinute() {
            return 600;
        }
    }
}
