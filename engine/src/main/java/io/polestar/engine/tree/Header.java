package io.polestar.engine.tree;

import java.time.ZoneId;
import java.util.List;

/** What a file says about the tree as a whole. */
record Header(String name, ZoneId zone, long latenessMillis, int subjectBudget, HistoryTiers history) {
    /** By name, so that a zone is the same whether it is written or not. */
    private static final ZoneId UTC = ZoneId.of("UTC");

    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    static Header read(Section file, Problems problems) {
        YamlNode.Scalar version = file.required("polestar", "begin the file with polestar: 1");
        if (version != null && !version.text().equals("1")) {
            problems.add(
                    version,
                    "unknown version of the definition language '" + version.text() + "'",
                    "write polestar: 1");
        }
        YamlNode.Scalar name = file.required("name", "write name: and what people call the tree");
        long latenessMillis = file.millis("lateness", MINUTE_MILLIS, 0, 7 * DAY_MILLIS);
        int subjectBudget = file.integer(
                "subjectBudget",
                Definition.DEFAULT_SUBJECT_BUDGET,
                Definition.LEAST_SUBJECT_BUDGET,
                Definition.MOST_SUBJECT_BUDGET);
        return new Header(
                name == null ? "" : name.text(),
                zone(file, problems),
                latenessMillis,
                subjectBudget,
                history(file, problems));
    }

    private static ZoneId zone(Section file, Problems problems) {
        YamlNode.Scalar zone = file.scalar("zone", Section.MAX_TEXT);
        if (zone == null) {
            return UTC;
        }
        if (ZoneId.getAvailableZoneIds().contains(zone.text())) {
            return ZoneId.of(zone.text());
        }
        String fix = problems.nearest(zone.text(), ZoneId.getAvailableZoneIds())
                .map(near -> "did you mean '" + near + "'?")
                .orElse("write an IANA zone such as Europe/London, or UTC");
        problems.add(zone, "unknown zone '" + zone.text() + "'", fix);
        return UTC;
    }

    private static HistoryTiers history(Section file, Problems problems) {
        Section section = file.section("history");
        HistoryTiers byDefault = HistoryTiers.DEFAULT;
        if (section == null) {
            return byDefault;
        }
        section.allowOnly(List.of("seconds", "minutes", "hours", "days"));
        long seconds = section.millis("seconds", byDefault.secondsKeptMillis(), MINUTE_MILLIS, DAY_MILLIS);
        long minutes = section.millis("minutes", byDefault.minutesKeptMillis(), HOUR_MILLIS, 31 * DAY_MILLIS);
        long hours = section.millis("hours", byDefault.hoursKeptMillis(), DAY_MILLIS, 1_100 * DAY_MILLIS);
        long days = section.millis("days", byDefault.daysKeptMillis(), DAY_MILLIS, 36_500 * DAY_MILLIS);
        if (seconds > minutes || minutes > hours || hours > days) {
            problems.add(
                    section.at(),
                    "history keeps a coarser step at least as long as a finer one",
                    "write seconds ≤ minutes ≤ hours ≤ days");
            return byDefault;
        }
        return new HistoryTiers(seconds, minutes, hours, days);
    }
}
