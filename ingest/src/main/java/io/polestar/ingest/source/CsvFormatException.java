package io.polestar.ingest.source;

import java.io.IOException;

/** A file that cannot be read as rows under a header; the message says where and why. */
public final class CsvFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    CsvFormatException(String message) {
        super(message);
    }

    CsvFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
