package io.polestar.engine.tree;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code maintenance}: times that come again in which alerts are not told. */
final class MaintenanceReader {
    private static final int MAX_WINDOWS = 256;

    private final Problems problems;
    private final Texts texts;
    private final HoursReader hours;

    MaintenanceReader(Problems problems, Texts texts, ZoneId zone) {
        this.problems = problems;
        this.texts = texts;
        this.hours = new HoursReader(problems, zone);
    }

    List<Maintenance> read(Section file) {
        List<Maintenance> all = new ArrayList<>();
        Section section = file.section("maintenance");
        if (section == null) {
            return all;
        }
        if (section.entries().size() > MAX_WINDOWS) {
            problems.add(
                    section.at(),
                    "a tree has at most " + MAX_WINDOWS + " maintenance windows, found "
                            + section.entries().size(),
                    "remove some");
        }
        for (YamlNode.Entry entry : section.entries()) {
            String id = texts.id(entry.key(), "maintenance").orElse("unnamed");
            Section body = Section.open(
                    entry.value(), entry.key(), section.name(entry.key().text()), problems);
            Maintenance one = body == null ? null : one(id, body);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    private @Nullable Maintenance one(String id, Section body) {
        List<String> keys = new ArrayList<>(HoursReader.KEYS);
        keys.addAll(List.of("match", "comment"));
        body.allowOnly(keys);
        YamlNode.Scalar comment = body.scalar("comment", Texts.MAX_LABEL);
        Matchers match = MatchReader.read(body, problems);
        return match == null
                ? null
                : new Maintenance(id, hours.read(body), match, comment == null ? "" : comment.text());
    }
}
