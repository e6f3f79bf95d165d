package io.polestar.api.channel.outbox;

import io.polestar.api.channel.wording.Parcel;
import io.polestar.api.channel.wording.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts that fire and were told to a receiver that forgets what it is not told again; by episode. Under the outbox's lock. */
final class Standing {
    private final Map<String, Entry> byEpisode = new LinkedHashMap<>();

    private record Entry(Parcel parcel, Told told) {}

    /** Takes over what a delivered message says, of these episodes or, for null, of all. */
    void delivered(Parcel parcel, @Nullable List<String> episodes) {
        for (Told told : parcel.told()) {
            if (episodes != null && !episodes.contains(told.alert().episode())) {
                continue;
            }
            if (told.isOver()) {
                byEpisode.remove(told.alert().episode());
            } else {
                byEpisode.put(told.alert().episode(), new Entry(parcel, told));
            }
        }
    }

    /** Forgets what a message says has ended that could not be delivered: it must not be said for ever. Whether there was any. */
    boolean undeliverable(Parcel parcel) {
        boolean any = false;
        for (Told told : parcel.told()) {
            any |= told.isOver() && byEpisode.remove(told.alert().episode()) != null;
        }
        return any;
    }

    int size() {
        return byEpisode.size();
    }

    List<Told> told() {
        List<Told> all = new ArrayList<>();
        byEpisode.values().forEach(entry -> all.add(entry.told));
        return all;
    }

    /** The episodes that a message stands for, by the message's id. */
    Map<String, List<String>> byMessage() {
        Map<String, List<String>> episodes = new LinkedHashMap<>();
        byEpisode.forEach((episode, entry) -> episodes.computeIfAbsent(
                        entry.parcel.message().id(), id -> new ArrayList<>())
                .add(episode));
        return episodes;
    }
}
