package io.polestar.api.channel.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Looks up where a host is, and lets through only what may be called.
 *
 * <p>What is handed out has been judged and is what the caller connects to: there is no second look-up whose answer could be another
 * (DNS rebinding). A host is refused if any of its addresses is.
 */
public final class Resolver {
    private final AddressPolicy policy;
    private final Lookup lookup;

    /** Where the addresses of a host come from. */
    @FunctionalInterface
    public interface Lookup {
        /** All addresses of a host, in the order they should be tried. */
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** Asks the system. */
    public Resolver(AddressPolicy policy) {
        this(policy, InetAddress::getAllByName);
    }

    /** Asks somebody else. */
    public Resolver(AddressPolicy policy, Lookup lookup) {
        this.policy = policy;
        this.lookup = lookup;
    }

    /**
     * The addresses of a host that may be called.
     *
     * @throws UnknownHostException when there are none
     * @throws RefusedAddressException when one of them may not be called
     */
    public List<InetAddress> resolve(String host) throws UnknownHostException, RefusedAddressException {
        InetAddress[] found;
        try {
            found = lookup.addresses(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (UnknownHostException e) {
            throw new UnknownHostException("the host is not known");
        }
        for (InetAddress address : found) {
            if (!policy.allows(address)) {
                throw new RefusedAddressException(
                        "the host has an address that is private, of this machine or otherwise"
                                + " not public, and that the server's --channel-allow does not name");
            }
        }
        return List.of(found);
    }
}
