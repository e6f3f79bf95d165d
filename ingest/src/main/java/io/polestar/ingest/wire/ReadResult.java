package io.polestar.ingest.wire;

import java.util.List;

/**
 * What became of the events of one body: {@code accepted + rejected} is the number of events seen.
 *
 * @param accepted events that are in the batch now
 * @param rejected events that are not
 * @param rejections the first {@link Limits#rejectionsListed()} rejections, in order of index
 * @param readable false when nothing in the body was an event in well-formed JSON, an empty body included
 */
public record ReadResult(int accepted, int rejected, List<Rejection> rejections, boolean readable) {
    public ReadResult {
        rejections = List.copyOf(rejections);
    }
}
