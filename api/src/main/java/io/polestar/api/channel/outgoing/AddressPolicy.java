package io.polestar.api.channel.outgoing;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses outgoing calls may go to: those of the public internet, and blocks that whoever runs the server has allowed. A
 * definition can be changed over HTTP, so that without this a channel could be made to speak to what only this machine can reach, such as
 * the metadata service of a cloud.
 *
 * <p>After the registries of special-purpose addresses of IANA (RFC 6890). Of IPv6 only global unicast, 2000::/3, is public; those of its
 * blocks that carry an IPv4 address inside (6to4, Teredo) are not, and an IPv4-mapped address is judged as the IPv4 address it is.
 */
public final class AddressPolicy {
    private static final List<AddressBlock> SPECIAL_V4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");
    private static final AddressBlock PUBLIC_V6 = AddressBlock.parse("2000::/3");
    private static final List<AddressBlock> SPECIAL_V6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final List<AddressBlock> allowed;

    /** The public internet, and these blocks. */
    public AddressPolicy(List<AddressBlock> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Stream.of(texts).map(AddressBlock::parse).toList();
    }

    /** Whether a call may go there. */
    public boolean allows(InetAddress address) {
        return isPublic(address) || in(allowed, address);
    }

    private static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return !in(SPECIAL_V4, address);
        }
        return PUBLIC_V6.contains(address) && !in(SPECIAL_V6, address);
    }

    private static boolean in(List<AddressBlock> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }
}
