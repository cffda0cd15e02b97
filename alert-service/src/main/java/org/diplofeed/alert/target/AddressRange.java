package org.diplofeed.alert.target;

import java.util.Arrays;

/** A range of addresses in CIDR notation. */
public final class AddressRange {
    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /**
     * Reads {@code 127.0.0.0/8} or {@code 2001:db8::/32}.
     *
     * @throws IllegalArgumentException if it is no such range, or has bits set after its prefix
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not a CIDR range: " + text);
        }
        byte[] network = AddressLiteral.bytes(text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("not a CIDR range: " + text));
        int bits = bits(text.substring(slash + 1), text);
        if (bits > network.length * 8) {
            throw new IllegalArgumentException("not a CIDR range: " + text);
        }
        var range = new AddressRange(network, bits);
        if (!Arrays.equals(range.masked(network), network)) {
            throw new IllegalArgumentException("bits are set after the prefix: " + text);
        }
        return range;
    }

    /** Whether the raw address, 4 or 16 bytes, lies in this range. An IPv4 range holds IPv4 addresses alone. */
    boolean contains(byte[] address) {
        return address.length == network.length && Arrays.equals(masked(address), network);
    }

    private byte[] masked(byte[] address) {
        byte[] masked = new byte[address.length];
        for (int i = 0; i < address.length; i++) {
            int keep = Math.clamp(bits - 8L * i, 0, 8);
            masked[i] = (byte) (address[i] & (0xff << (8 - keep)));
        }
        return masked;
    }

    private static int bits(String text, String whole) {
        if (!text.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("not a CIDR range: " + whole);
        }
        return Integer.parseInt(text);
    }
}
