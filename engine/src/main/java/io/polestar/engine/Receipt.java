package io.polestar.engine;

import java.util.List;

/**
 * The engine's answer to one appended batch.
 *
 * @param status what became of the batch
 * @param sequence journal sequence of the batch's last event, to be used as {@code minSequence} of a read; 0 when
 *     nothing was taken
 * @param accepted events taken
 * @param duplicates events whose source and id had been taken before
 * @param refusals events refused, by rising index
 */
public record Receipt(Status status, long sequence, int accepted, int duplicates, List<Refusal> refusals) {
    public Receipt {
        refusals = List.copyOf(refusals);
    }
}
