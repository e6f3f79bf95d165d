package io.polestar.ingest.wire;

/**
 * The text read last with its escapes resolved: a range of the body itself where it holds no escape, else of a buffer that the
 * next text overwrites. One thread.
 */
final class Text {
    private byte[] resolved = {};

    byte[] bytes = {};
    int from;
    int length;

    /** Reads the text that {@code in} stands on; breaks {@code tooLong} when it is more than {@code mostBytes} long. */
    void read(ByteScanner in, int mostBytes, WireRule tooLong) {
        int at = in.at;
        in.text();
        if (in.textEscaped) {
            int needed = Math.min(in.textTo - in.textFrom, mostBytes);
            if (resolved.length < needed) {
                resolved = new byte[needed];
            }
            bytes = resolved;
            from = 0;
            length = Escapes.resolve(in.bytes, in.textFrom, in.textTo, resolved);
        } else {
            bytes = in.bytes;
            from = in.textFrom;
            length = in.textTo - in.textFrom;
        }
        if (length < 0 || length > mostBytes) {
            throw new Refused(tooLong, at);
        }
    }

    /** Takes {@code length} bytes as they are written there. */
    void written(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.from = from;
        this.length = length;
    }
}
