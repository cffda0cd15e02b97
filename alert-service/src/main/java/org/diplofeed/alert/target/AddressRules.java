package org.diplofeed.alert.target;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses a webhook may be sent to (delivery.md, «The target is hostile»): public ones, and what the operator
 * allows. An IPv6 address that carries an IPv4 one is refused whatever it carries, unless the operator allows the range
 * of that form <em>and</em> the IPv4 address inside passes too.
 */
public final class AddressRules {
    private static final List<AddressRange> FORBIDDEN_V4 = ranges(
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
    private static final AddressRange GLOBAL_V6 = AddressRange.parse("2000::/3");
    private static final List<AddressRange> FORBIDDEN_V6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");
    private static final AddressRange MAPPED = AddressRange.parse("::ffff:0:0/96");
    private static final AddressRange COMPATIBLE = AddressRange.parse("::/96");
    private static final AddressRange LOOPBACK_V6 = AddressRange.parse("::1/128");
    private static final AddressRange UNSPECIFIED_V6 = AddressRange.parse("::/128");
    private static final List<AddressRange> TRANSLATED = ranges("64:ff9b::/96", "64:ff9b:1::/48", "::ffff:0:0:0/96");
    private static final AddressRange SIX_TO_FOUR = AddressRange.parse("2002::/16");

    private final List<AddressRange> allowed;

    /** @param allowed what the operator permits beside public addresses */
    public AddressRules(List<AddressRange> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Whether a webhook may be sent to this address. */
    public boolean permits(InetAddress address) {
        return permits(address.getAddress());
    }

    /** Whether a webhook may be sent to the address of these 4 or 16 bytes. */
    boolean permits(byte[] address) {
        if (address.length == 4) {
            return in(allowed, address) || !in(FORBIDDEN_V4, address);
        }
        return carriedV4(address)
                .map(inside -> in(allowed, address) && permits(inside))
                .orElseGet(() -> in(allowed, address) || (GLOBAL_V6.contains(address) && !in(FORBIDDEN_V6, address)));
    }

    private static Optional<byte[]> carriedV4(byte[] address) {
        if (SIX_TO_FOUR.contains(address)) {
            return Optional.of(Arrays.copyOfRange(address, 2, 6));
        }
        boolean compatible =
                COMPATIBLE.contains(address) && !LOOPBACK_V6.contains(address) && !UNSPECIFIED_V6.contains(address);
        if (compatible || MAPPED.contains(address) || in(TRANSLATED, address) || isIsatap(address)) {
            return Optional.of(Arrays.copyOfRange(address, 12, 16));
        }
        return Optional.empty();
    }

    /** RFC 5214: an interface identifier of 0000:5efe or 0200:5efe and an IPv4 address, under any prefix. */
    private static boolean isIsatap(byte[] address) {
        return (address[8] & 0xfd) == 0 && address[9] == 0 && address[10] == 0x5e && (address[11] & 0xff) == 0xfe;
    }

    private static boolean in(List<AddressRange> ranges, byte[] address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::parse).toList();
    }
}
