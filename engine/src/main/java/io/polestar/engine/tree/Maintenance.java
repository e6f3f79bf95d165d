package io.polestar.engine.tree;

/**
 * Times that come again in which some alerts are not told.
 *
 * @param id how it is named where it silences
 * @param hours when
 * @param match which alerts
 * @param comment why
 */
public record Maintenance(String id, Hours hours, Matchers match, String comment) {}
