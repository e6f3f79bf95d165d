package io.polestar.engine.tree;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Channels as keys and values of the definition language, for comparing two of them. */
final class ChannelKeys {
    private ChannelKeys() {}

    static Map<String, String> of(Channel channel) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("labels", DefinitionKeys.texts(channel.labels()));
        keys.put("language", channel.language().tag());
        keys.put("perMinute", Integer.toString(channel.perMinute()));
        keys.put("to", channel.target().word());
        add(keys, channel.target());
        return keys;
    }

    private static void add(Map<String, String> keys, Channel.Target target) {
        if (target instanceof Channel.Webhook webhook) {
            add(keys, "url", webhook.url());
            add(keys, "secret", webhook.secret());
        } else if (target instanceof Channel.Slack slack) {
            add(keys, "url", slack.url());
        } else if (target instanceof Channel.DingTalk dingTalk) {
            add(keys, "url", dingTalk.url());
            add(keys, "secret", dingTalk.secret());
        } else if (target instanceof Channel.Feishu feishu) {
            add(keys, "url", feishu.url());
            add(keys, "secret", feishu.secret());
        } else if (target instanceof Channel.WeCom weCom) {
            add(keys, "url", weCom.url());
        } else if (target instanceof Channel.Alertmanager alertmanager) {
            add(keys, "url", alertmanager.url());
            add(keys, "user", alertmanager.user());
            add(keys, "password", alertmanager.password());
        } else if (target instanceof Channel.Email email) {
            keys.put("host", email.host());
            keys.put("port", Integer.toString(email.port()));
            keys.put("security", email.security().name().toLowerCase(Locale.ROOT));
            keys.put("from", email.from());
            keys.put("receivers", DefinitionKeys.list(email.to()));
            add(keys, "user", email.user());
            add(keys, "password", email.password());
        }
    }

    private static void add(Map<String, String> keys, String key, @Nullable Object value) {
        if (value != null) {
            keys.put(key, value.toString());
        }
    }
}
