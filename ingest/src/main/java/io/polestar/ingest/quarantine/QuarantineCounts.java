package io.polestar.ingest.quarantine;

/**
 * What the quarantine holds and has done since the start.
 *
 * @param events events held now
 * @param bytes bytes of them
 * @param added events that came in
 * @param pushedOut events that made room for newer ones
 * @param resent events that were sent again and taken
 * @param deleted events that somebody deleted
 * @param beyondList rejected events of bodies that had more of them than are listed; they are not here
 * @param unwritten failures to write to the disk; what they were about lives in memory only
 */
public record QuarantineCounts(
        int events,
        long bytes,
        long added,
        long pushedOut,
        long resent,
        long deleted,
        long beyondList,
        long unwritten) {}
