package io.polestar.engine.tree;

import io.polestar.engine.tree.YamlNode.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A definition in which one rule is another, or which has one rule more.
 *
 * @param definition has the text and the version of the one it was made of
 * @param rule id of the rule
 */
public record RuleDraft(Definition definition, String rule) {
    private static final String ALERTS = "alerts";

    /**
     * Reads a rule as it stands under {@code alerts:} in a definition: its id, and its keys under it. The word {@code alerts:} itself may stand
     * above it. A rule of an id that the definition has takes that one's place; another comes last.
     *
     * @param text YAML, or JSON
     * @param fileName how problems name the text
     * @throws DefinitionException if the text is no one rule, or breaks any rule of the definition language; lists all that are broken
     */
    public static RuleDraft read(Definition base, String text, String fileName) throws DefinitionException {
        Problems problems = new Problems(fileName);
        YamlNode document = YamlText.read(base.text(), problems);
        Entry rule = only(YamlText.read(text, problems), problems);
        if (rule == null || !(document instanceof YamlNode.Mapping file)) {
            throw problems.toException();
        }
        return new RuleDraft(
                DefinitionReader.read(with(rule, file), base.text(), problems),
                rule.key().text());
    }

    private static @Nullable Entry only(@Nullable YamlNode given, Problems problems) {
        YamlNode node = given;
        if (node instanceof YamlNode.Mapping outer
                && outer.entries().size() == 1
                && outer.entries().get(0).key().text().equals(ALERTS)) {
            node = outer.entries().get(0).value();
        }
        if (node instanceof YamlNode.Mapping rules && rules.entries().size() == 1) {
            return rules.entries().get(0);
        }
        if (node != null || problems.isEmpty()) {
            int rules =
                    node instanceof YamlNode.Mapping mapping ? mapping.entries().size() : 0;
            problems.add(
                    node == null ? 1 : node.line(),
                    node == null ? 1 : node.column(),
                    "one rule is expected, its id and under it its keys, found " + rules,
                    "write id: {metric: orders, window: 1d, below: 10} or so");
        }
        return null;
    }

    private static YamlNode with(Entry rule, YamlNode.Mapping file) {
        List<Entry> sections = new ArrayList<>();
        boolean placed = false;
        for (Entry section : file.entries()) {
            if (!placed && section.key().text().equals(ALERTS)) {
                sections.add(new Entry(section.key(), placed(rule, section.value())));
                placed = true;
            } else {
                sections.add(section);
            }
        }
        if (!placed) {
            YamlNode.Scalar key = rule.key();
            YamlNode.Scalar alerts = new YamlNode.Scalar(ALERTS, key.line(), key.column(), key.contentColumn(), true);
            sections.add(new Entry(alerts, new YamlNode.Mapping(List.of(rule), key.line(), key.column())));
        }
        return new YamlNode.Mapping(sections, file.line(), file.column());
    }

    private static YamlNode placed(Entry rule, YamlNode alerts) {
        if (!(alerts instanceof YamlNode.Mapping before)) {
            return new YamlNode.Mapping(List.of(rule), alerts.line(), alerts.column());
        }
        List<Entry> rules = new ArrayList<>();
        boolean placed = false;
        for (Entry one : before.entries()) {
            boolean same = one.key().text().equals(rule.key().text());
            rules.add(same ? rule : one);
            placed |= same;
        }
        if (!placed) {
            rules.add(rule);
        }
        return new YamlNode.Mapping(rules, before.line(), before.column());
    }
}
