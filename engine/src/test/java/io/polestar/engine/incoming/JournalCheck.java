package io.polestar.engine.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a journal's entries as somebody does who knows nothing else, and holds them to what corrections promise. */
final class JournalCheck {
    private final Map<String, String> content = new HashMap<>();

    private JournalCheck() {}

    /** What each id that counts has in the end: {@code type source/id @time properties}. */
    static Map<String, String> contentAfter(List<String> entries) {
        JournalCheck check = new JournalCheck();
        entries.forEach(check::apply);
        return check.content;
    }

    private void apply(String entry) {
        if (entry.startsWith("DUPLICATE ") || entry.startsWith("REFUSED ")) {
            return;
        }
        boolean retracts = entry.startsWith("RETRACTS ");
        boolean replaces = entry.startsWith("REPLACES ");
        String event = entry.replaceFirst("^[A-Z]+ ", "");
        String id = event.split(" ")[1];
        if (retracts) {
            assertThat(content.remove(id))
                    .as("what is taken back counted before")
                    .isEqualTo(event);
        } else {
            assertThat(content.put(id, event))
                    .as("nothing of %s counts twice", id)
                    .isNull();
            assertThat(replaces || !event.startsWith("polestar.correction") || entry.startsWith("CORRECTS "))
                    .isTrue();
        }
    }
}
