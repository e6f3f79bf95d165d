package io.polestar.api.channel.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A block of internet addresses in CIDR notation, such as {@code 10.0.0.0/8} or {@code fc00::/7}.
 *
 * @param base any address of it
 * @param bits how many leading bits all its addresses share
 */
public record AddressBlock(InetAddress base, int bits) {
    /**
     * Reads a block, or a single address.
     *
     * @throws IllegalArgumentException when the text is neither; names are not looked up
     */
    public static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            if (!address.matches("[0-9a-fA-F.:]+") || !address.matches(".*[.:].*")) {
                throw new UnknownHostException(address);
            }
            InetAddress base = InetAddress.getByName(address);
            int most = base.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw new NumberFormatException();
            }
            return new AddressBlock(base, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "a block of addresses is one such as 10.0.0.0/8, fc00::/7 or 127.0.0.1, block=" + text, e);
        }
    }

    /** Whether an address is in the block. One of the other family never is. */
    public boolean contains(InetAddress address) {
        byte[] own = base.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((own[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
