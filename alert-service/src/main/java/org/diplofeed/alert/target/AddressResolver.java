package org.diplofeed.alert.target;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. May block; its caller has the deadline. */
@FunctionalInterface
public interface AddressResolver {
    /**
     * All addresses of the name, in the order to try them.
     *
     * @throws UnknownHostException if there is none
     */
    List<InetAddress> resolve(String name) throws UnknownHostException;
}
