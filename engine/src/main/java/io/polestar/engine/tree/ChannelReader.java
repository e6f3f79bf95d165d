package io.polestar.engine.tree;

import io.polestar.engine.tree.Channel.Language;
import io.polestar.engine.tree.Channel.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code channels}. */
final class ChannelReader {
    static final int MAX_CHANNELS = 64;
    private static final List<String> KINDS =
            List.of("webhook", "slack", "dingtalk", "feishu", "lark", "wecom", "email", "alertmanager");
    private static final List<String> COMMON = List.of("labels", "language", "perMinute");
    private static final Map<String, Language> LANGUAGES = Map.of("en", Language.EN, "zh", Language.ZH);

    private final Problems problems;
    private final Texts texts;
    private final TargetReader targets;

    ChannelReader(Problems problems, Texts texts) {
        this.problems = problems;
        this.texts = texts;
        this.targets = new TargetReader(problems);
    }

    /** The channels that can be read, in the file's order. */
    List<Channel> read(@Nullable Section section) {
        List<Channel> channels = new ArrayList<>();
        if (section == null) {
            return channels;
        }
        if (section.entries().size() > MAX_CHANNELS) {
            problems.add(
                    section.at(),
                    "a tree has at most " + MAX_CHANNELS + " channels, found "
                            + section.entries().size(),
                    "remove some");
        }
        for (YamlNode.Entry entry : section.entries()) {
            String id = texts.id(entry.key(), "channels").orElse("unnamed");
            Section body = Section.open(
                    entry.value(), entry.key(), section.name(entry.key().text()), problems);
            Channel channel = body == null ? null : channel(id, body);
            if (channel != null) {
                channels.add(channel);
            }
        }
        return channels;
    }

    private @Nullable Channel channel(String id, Section section) {
        List<String> keys = new ArrayList<>(COMMON);
        keys.addAll(KINDS);
        section.allowOnly(keys);
        Map<String, String> labels = texts.labels(section, id);
        Language language = section.word("language", LANGUAGES, Language.EN);
        Target target = target(section);
        if (target == null) {
            return null;
        }
        int perMinute = section.integer("perMinute", target.usualPerMinute(), 1, target.mostPerMinute());
        return new Channel(id, labels, language, perMinute, target);
    }

    private @Nullable Target target(Section section) {
        List<String> given = KINDS.stream().filter(section::has).toList();
        if (given.size() != 1) {
            problems.add(
                    section.at(),
                    section.path() + " goes to exactly one of " + String.join(", ", KINDS) + ", found " + given.size(),
                    "write one of them, such as slack: {url: env:SLACK_URL}");
            return null;
        }
        String kind = given.get(0);
        Section body = section.requiredSection(kind, "write what it needs, see Channels in docs/definition.md");
        return body == null ? null : targets.read(kind, body);
    }
}
