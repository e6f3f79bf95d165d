package io.polestar.ingest.source;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file, as events that a mapping makes of them. Used by one thread. */
final class CsvRows implements Rows {

    private final CsvFile file;
    private final RowReader reader;

    private CsvRows(CsvFile file, RowReader reader) {
        this.file = file;
        this.reader = reader;
    }

    static CsvRows open(Path path, Mapping mapping, String digest, TimeRange range) throws IOException {
        CsvFile file = CsvFile.open(path, mapping.encoding(), mapping.separator());
        try {
            return new CsvRows(file, new RowReader(mapping, path, file.header(), digest, range));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public @Nullable RowOutcome next() throws IOException {
        CsvRow row = file.next();
        return row == null ? null : reader.read(row);
    }

    @Override
    public boolean skip() throws IOException {
        return file.next() != null;
    }

    @Override
    public FileBytes bytes() {
        return file.bytes();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
