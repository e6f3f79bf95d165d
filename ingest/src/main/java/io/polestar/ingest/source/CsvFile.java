package io.polestar.ingest.source;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file, gzip or plain (the first bytes decide), in their order. RFC 4180: quotes, line breaks inside
 * quotes, CRLF or LF; a byte order mark is skipped; the first line is the header. Used by one thread.
 *
 * <p>A row with a field too many or too few is delivered as it is: whether it is a bad one is decided by who maps it.
 * A broken quote is different, because no row after it can be told apart: reading ends there with a
 * {@link CsvFormatException}.
 */
final class CsvFile implements Closeable {

    private final Path path;
    private final FileBytes bytes;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> header;
    private long rows;

    private CsvFile(Path path, FileBytes bytes, CsvReader<CsvRecord> reader) throws IOException {
        this.path = path;
        this.bytes = bytes;
        this.reader = reader;
        this.records = reader.iterator();
        this.header = header(path, nextRecord());
    }

    /**
     * Opens the file and reads its header.
     *
     * @throws CsvFormatException if there is no header, or if it names a column twice
     */
    static CsvFile open(Path path, Charset encoding, char separator) throws IOException {
        FileBytes bytes = FileBytes.open(path);
        try {
            CsvReader<CsvRecord> reader = CsvReader.builder()
                    .fieldSeparator(separator)
                    .detectBomHeader(true)
                    .allowUnclosedQuote(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(bytes.unzipped(), encoding);
            return new CsvFile(path, bytes, reader);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static List<String> header(Path path, @Nullable CsvRecord first) throws CsvFormatException {
        if (first == null) {
            throw new CsvFormatException(path + ": the file must begin with a header line, and it is empty");
        }
        Set<String> names = new HashSet<>();
        for (String name : first.getFields()) {
            if (!names.add(name)) {
                throw new CsvFormatException(
                        path + ":1: a header must name a column once, and it names \"" + name + "\" twice");
            }
        }
        return List.copyOf(first.getFields());
    }

    /** The names of the columns. */
    List<String> header() {
        return header;
    }

    /** What was read of the file. */
    FileBytes bytes() {
        return bytes;
    }

    /** The next row, or null at the end. */
    @Nullable
    CsvRow next() throws IOException {
        CsvRecord next = nextRecord();
        return next == null ? null : new CsvRow(++rows, next.getStartingLineNumber(), next.getFields());
    }

    private @Nullable CsvRecord nextRecord() throws IOException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            throw new CsvFormatException(
                    path + ": after row " + rows + " the quotes are broken and rows cannot be told apart: " + reason(e),
                    e);
        } catch (UncheckedIOException e) {
            throw new IOException(path + ": after row " + rows + " the file cannot be read: " + reason(e), e);
        }
    }

    private static String reason(Throwable e) {
        String outer = String.valueOf(e.getMessage());
        return e.getCause() == null ? outer : outer + ": " + e.getCause().getMessage();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
