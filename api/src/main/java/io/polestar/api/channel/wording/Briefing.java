package io.polestar.api.channel.wording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What its owner is told about one alert besides what the alert itself says: names, figures and causes, as plain texts in the channel's
 * language. It is made when the message is taken and kept with it, so that a message sent late says what was true then.
 *
 * @param title what the rule says
 * @param metric the metric's name
 * @param value the value with its unit
 * @param bound the threshold or the band with its unit; empty when there is none
 * @param since when its state began, in the tree's zone
 * @param path names of the metrics from this one to the north star, this one first
 * @param movers what moved the metric most, the strongest first
 * @param staleSources names of the sources that are silent, each with how long
 * @param annotation what somebody noted nearest in time; null when nobody did
 * @param link an address that opens the page at that moment; null when the server's own address is not known
 */
public record Briefing(
        String title,
        String metric,
        String value,
        String bound,
        String since,
        List<String> path,
        List<Mover> movers,
        List<String> staleSources,
        @Nullable String annotation,
        @Nullable String link) {
    public Briefing {
        path = List.copyOf(path);
        movers = List.copyOf(movers);
        staleSources = List.copyOf(staleSources);
    }

    /**
     * One cause.
     *
     * @param kind what it is
     * @param name its name
     * @param change what it contributed, signed and with the metric's unit
     */
    public record Mover(Kind kind, String name, String change) {
        /** What moves a metric. */
        public enum Kind {
            /** A metric it is made of. */
            CHILD,
            /** A segment of one of its dimensions. */
            SEGMENT
        }
    }
}
