package io.polestar.engine.inspect;

import java.io.IOException;

/** Takes the text of a definition out of its record. */
public interface DefinitionText {
    /** @throws IOException when the payload is that of no definition */
    String of(byte[] payload, int length) throws IOException;
}
