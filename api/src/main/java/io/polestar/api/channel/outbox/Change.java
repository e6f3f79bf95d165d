package io.polestar.api.channel.outbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.polestar.api.channel.wording.Parcel;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to the outbox, as its log holds it: one JSON object, {@code is} naming its kind. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.Taken.class, name = "taken"),
    @JsonSubTypes.Type(value = Change.Delivered.class, name = "delivered"),
    @JsonSubTypes.Type(value = Change.Parked.class, name = "parked"),
    @JsonSubTypes.Type(value = Change.Unparked.class, name = "unparked"),
    @JsonSubTypes.Type(value = Change.Dropped.class, name = "dropped"),
    @JsonSubTypes.Type(value = Change.Known.class, name = "known")
})
sealed interface Change {
    /** A message came in and waits. */
    record Taken(Parcel parcel) implements Change {}

    /**
     * A message was delivered.
     *
     * @param stands whether what it says of firing alerts must be said again until they end
     * @param episodes those of them that have not ended; null for all
     */
    record Delivered(String id, boolean stands, @Nullable List<String> episodes) implements Change {}

    /**
     * A message was set aside.
     *
     * @param reason why
     * @param millis when, epoch milliseconds
     */
    record Parked(String id, String reason, long millis) implements Change {}

    /** A message that was set aside waits again. */
    record Unparked(String id) implements Change {}

    /** A message was given up for lack of room. */
    record Dropped(String id) implements Change {}

    /**
     * Messages that were taken and are gone; in a file written anew.
     *
     * @param ids of those still remembered
     * @param sequences theirs
     * @param floor the highest sequence of those forgotten
     * @param newest the highest sequence taken
     */
    record Known(@Nullable List<String> ids, @Nullable List<Long> sequences, long floor, long newest)
            implements Change {}

    /** Reads and writes changes. Safe for any thread. */
    final class Codec {
        private static final JsonMapper JSON = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        private Codec() {}

        static byte[] bytes(Change change) {
            try {
                return JSON.writerFor(Change.class).writeValueAsBytes(change);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a record of texts and numbers can be written", e);
            }
        }

        static Change read(byte[] payload) throws IOException {
            return JSON.readValue(payload, Change.class);
        }
    }
}
