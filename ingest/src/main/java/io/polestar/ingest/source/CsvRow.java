package io.polestar.ingest.source;

import java.util.List;

/**
 * One row of a CSV file.
 *
 * @param number its place among the rows after the header, counted from 1; empty lines do not count
 * @param line the line of the file it begins in, counted from 1
 * @param fields its fields, unquoted
 */
record CsvRow(long number, long line, List<String> fields) {}
