package org.diplofeed.alert.target;

import io.netty.channel.MultithreadEventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/**
 * Asks name servers, for IPv4 and IPv6 addresses alike. The JDK's own way to ask blocks a carrier of virtual threads
 * until there is an answer: a few names whose servers are silent would stop all deliveries.
 */
public final class NameServers implements AddressResolver, AutoCloseable {
    /** An answer is kept for as long as its name server says, and no longer than this. */
    private static final Duration LONGEST_KEPT = Duration.ofSeconds(30);

    private static final Duration PATIENCE_WITH_ONE = Duration.ofSeconds(5);
    private static final int DNS_PORT = 53;
    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+|\\[[^\\[\\]]+]):([0-9]{1,5})");

    private final MultithreadEventLoopGroup loop =
            new NioEventLoopGroup(1, new DefaultThreadFactory("name-servers", true));
    private final DnsNameResolver resolver;

    private NameServers(DnsServerAddressStreamProvider servers) {
        resolver = new DnsNameResolverBuilder(loop.next())
                .datagramChannelType(NioDatagramChannel.class)
                .socketChannelType(NioSocketChannel.class)
                .nameServerProvider(servers)
                .queryTimeoutMillis(PATIENCE_WITH_ONE.toMillis())
                .ttl(0, Math.toIntExact(LONGEST_KEPT.toSeconds()))
                .negativeTtl(0)
                // A verdict needs both families: one forbidden address refuses the whole.
                .completeOncePreferredResolved(false)
                .build();
    }

    /** Those that this machine is set up with, and its file of hosts. */
    public static NameServers ofThisMachine() {
        return new NameServers(DnsServerAddressStreamProviders.platformDefault());
    }

    /**
     * These, in this order, and this machine's file of hosts.
     *
     * @param servers IP addresses, each with {@code :port} if it is not 53, an IPv6 address with a port in brackets
     * @throws IllegalArgumentException if one is none
     */
    public static NameServers of(List<String> servers) {
        return new NameServers(new SequentialDnsServerAddressStreamProvider(
                servers.stream().map(NameServers::address).toList()));
    }

    private static InetSocketAddress address(String text) {
        var parts = WITH_PORT.matcher(text.strip());
        return parts.matches()
                ? new InetSocketAddress(InetAddress.ofLiteral(parts.group(1)), Integer.parseInt(parts.group(2)))
                : new InetSocketAddress(InetAddress.ofLiteral(text.strip()), DNS_PORT);
    }

    @Override
    public List<InetAddress> resolve(String name) throws UnknownHostException {
        var asked = resolver.resolveAll(name);
        try {
            return asked.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException("the name servers could not be asked", e.getCause());
        } catch (InterruptedException _) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnknownHostException(name);
        }
    }

    @Override
    public void close() {
        resolver.close();
        var _ = loop.shutdownGracefully();
    }
}
