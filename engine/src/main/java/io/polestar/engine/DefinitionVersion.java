package io.polestar.engine;

/**
 * A definition that is or was in force.
 *
 * @param version first 12 hexadecimal digits of the SHA-256 of its text
 * @param sequence of the record from which on it was in force
 * @param wallMillis when that record was journalled, epoch milliseconds
 */
public record DefinitionVersion(String version, long sequence, long wallMillis) {}
