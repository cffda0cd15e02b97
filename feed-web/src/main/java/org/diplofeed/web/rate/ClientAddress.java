package org.diplofeed.web.rate;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** By what a client without a token is known. */
final class ClientAddress {
    /** What one subscriber of IPv6 is given: he may take any address in it. */
    private static final int BYTES_OF_A_SUBSCRIBER = 8;

    private ClientAddress() {}

    static String of(RoutingContext request) {
        return of(request.request().remoteAddress());
    }

    static String of(@Nullable SocketAddress address) {
        var host = address == null ? null : address.hostAddress();
        if (host == null) {
            return "unknown"; // A domain socket, or the client is gone.
        }
        if (host.indexOf(':') < 0) {
            return host;
        }
        try {
            var parsed = InetAddress.ofLiteral(host);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, BYTES_OF_A_SUBSCRIBER)
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException _) {
            return host;
        }
    }
}
