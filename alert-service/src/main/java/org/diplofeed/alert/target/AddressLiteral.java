package org.diplofeed.alert.target;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as text, in their one plain spelling, and never by asking a resolver. */
final class AddressLiteral {
    private static final String OCTET = "(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private AddressLiteral() {}

    /** The 4 or 16 bytes of an address, or empty when the text is none. An IPv4-mapped IPv6 address keeps its 16. */
    static Optional<byte[]> bytes(String text) {
        boolean six = text.indexOf(':') >= 0;
        if (!(six ? V6 : V4).matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(text).getAddress();
            return Optional.of(six && bytes.length == 4 ? mapped(bytes) : bytes);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    // The JDK turns ::ffff:1.2.3.4 into an IPv4 address, and so hides in which form it came.
    private static byte[] mapped(byte[] v4) {
        byte[] bytes = new byte[16];
        bytes[10] = (byte) 0xff;
        bytes[11] = (byte) 0xff;
        System.arraycopy(v4, 0, bytes, 12, 4);
        return bytes;
    }
}
