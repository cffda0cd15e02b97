package org.diplofeed.alert.target;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The URL of a webhook, in a spelling that leaves no doubt where it leads: http or https, no userinfo, no fragment, a
 * host that is a name or an IP address in its plain form.
 *
 * @param host in lower case, an IPv6 address without its brackets
 * @param port as said, or the scheme's
 * @param address the bytes, when the host is an address
 */
// The bytes are never changed and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record TargetUrl(URI uri, String host, int port, boolean tls, Optional<byte[]> address) {
    private static final int LONGEST = 2_000;
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
    /** What some resolver would read as a number: decimal, octal or hex, in one part or four. */
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)");

    /** Why a text is no target. */
    public enum Refusal {
        NOT_A_URL("is not an absolute URL of at most 2000 characters"),
        SCHEME("has to begin with http:// or https://"),
        USERINFO("must not hold a user name or a password"),
        FRAGMENT("must not have a fragment"),
        HOST("needs a host name (of another script: in punycode) or an IP address in its plain spelling"),
        PORT("has no valid port");

        private final String detail;

        Refusal(String detail) {
            this.detail = detail;
        }

        /** For people, to follow the name of the property. */
        public String detail() {
            return detail;
        }
    }

    /** What came of reading a text. */
    public sealed interface Reading {
        record Usable(TargetUrl url) implements Reading {}

        record Refused(Refusal reason) implements Reading {}
    }

    /** Reads a URL. Pure: asks no resolver. */
    public static Reading read(String text) {
        if (text.length() > LONGEST) {
            return new Reading.Refused(Refusal.NOT_A_URL);
        }
        try {
            return read(new URI(text));
        } catch (URISyntaxException _) {
            return new Reading.Refused(Refusal.NOT_A_URL);
        }
    }

    private static Reading read(URI uri) {
        if (uri.getScheme() == null || uri.isOpaque()) {
            return new Reading.Refused(uri.getScheme() == null ? Refusal.NOT_A_URL : Refusal.SCHEME);
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return new Reading.Refused(Refusal.SCHEME);
        }
        String authority = uri.getRawAuthority();
        if (authority != null && authority.indexOf('@') >= 0) {
            return new Reading.Refused(Refusal.USERINFO);
        }
        if (uri.getRawFragment() != null) {
            return new Reading.Refused(Refusal.FRAGMENT);
        }
        return withHost(uri, scheme.equals("https"));
    }

    private static Reading withHost(URI uri, boolean tls) {
        String raw = uri.getHost();
        if (raw == null) {
            return new Reading.Refused(Refusal.HOST);
        }
        String host = raw.toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        Optional<byte[]> address = AddressLiteral.bytes(host);
        if (address.isEmpty() && !isName(host)) {
            return new Reading.Refused(Refusal.HOST);
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        if (port < 1 || port > 65_535) {
            return new Reading.Refused(Refusal.PORT);
        }
        return new Reading.Usable(new TargetUrl(uri, host, port, tls, address));
    }

    private static boolean isName(String host) {
        return host.length() <= 253
                && NAME.matcher(host).matches()
                && !NUMBER.matcher(host).matches();
    }

    /** The path and query, as sent on the request line. */
    public String requestTarget() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** The same target, asked with one more query parameter; name and value need no escaping. */
    public String requestTargetWith(String name, String value) {
        return requestTarget() + (uri.getRawQuery() == null ? "?" : "&") + name + "=" + value;
    }
}
