package io.polestar.ingest.source;

import io.polestar.engine.Refusal;
import java.util.List;

/**
 * What a sink answers to a batch. What is neither accepted nor a duplicate did not go in.
 *
 * @param accepted the number of events that are new and journalled
 * @param duplicates the number of events whose id is in the journal already
 * @param refused events that did not go in, by their index in the batch; a target may list the first ones only
 * @param sequence the journal sequence that holds the batch
 */
public record Ack(long accepted, long duplicates, List<Refusal> refused, long sequence) {

    public Ack {
        refused = List.copyOf(refused);
    }
}
