package io.polestar.ingest.source;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
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

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final CountedBytes counted;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> header;
    private final long sizeBytes;
    private long rows;

    private CsvFile(Path path, CountedBytes counted, long sizeBytes, CsvReader<CsvRecord> reader) throws IOException {
        this.path = path;
        this.counted = counted;
        this.sizeBytes = sizeBytes;
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
        long sizeBytes = Files.size(path);
        CountedBytes counted = new CountedBytes(Files.newInputStream(path));
        try {
            CsvReader<CsvRecord> reader = CsvReader.builder()
                    .fieldSeparator(separator)
                    .detectBomHeader(true)
                    .allowUnclosedQuote(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(unzipped(counted), encoding);
            return new CsvFile(path, counted, sizeBytes, reader);
        } catch (IOException | RuntimeException e) {
            counted.close();
            throw e;
        }
    }

    private static InputStream unzipped(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER_BYTES);
        buffered.mark(2);
        int first = buffered.read();
        int second = buffered.read();
        buffered.reset();
        boolean gzip = first == 0x1f && second == 0x8b;
        return gzip ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
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

    /** The size of the file as it lies on disk. */
    long sizeBytes() {
        return sizeBytes;
    }

    /** How much of {@link #sizeBytes} has been read. */
    long readBytes() {
        return counted.count;
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

    private static final class CountedBytes extends FilterInputStream {

        private long count;

        CountedBytes(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            count += Math.max(n, 0);
            return n;
        }
    }
}
