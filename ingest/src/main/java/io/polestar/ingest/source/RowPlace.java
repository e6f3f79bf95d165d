package io.polestar.ingest.source;

/**
 * Where a row stands.
 *
 * @param number its place among the rows, counted from 1; headers and empty lines are none
 * @param line the line of the file it begins in, counted from 1
 */
record RowPlace(long number, long line) {}
