package io.polestar.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.engine.Refusal;
import java.io.IOException;
import java.util.List;

/** The answer to a batch of events as a JSON object. */
public final class ReceiptJson {
    private ReceiptJson() {}

    /**
     * Writes the answer.
     *
     * @param rejectedCount events not taken; may be more than are listed
     * @param rejected those listed, by rising index
     */
    public static void write(
            JsonGenerator out, int accepted, int duplicates, int rejectedCount, List<Refusal> rejected, long sequence)
            throws IOException {
        out.writeStartObject();
        out.writeNumberField("accepted", accepted);
        out.writeNumberField("duplicates", duplicates);
        Json.rejected(out, rejected);
        out.writeNumberField("rejectedCount", rejectedCount);
        out.writeNumberField("sequence", sequence);
        out.writeEndObject();
    }
}
