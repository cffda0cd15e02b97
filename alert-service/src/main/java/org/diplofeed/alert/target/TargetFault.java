package org.diplofeed.alert.target;

/** Why no answer came: all that a client learns, for an address or a resolver's words would map our network. */
public enum TargetFault {
    /** The URL or one of its addresses is none that a webhook may be sent to. */
    TARGET_FORBIDDEN("target_forbidden"),
    /** The name has no address. */
    DNS("dns"),
    /** No connection was made. */
    CONNECT("connect"),
    /** No trust was established: certificate or protocol. */
    TLS("tls"),
    /** The deadline passed. */
    TIMEOUT("timeout"),
    /** The connection broke, or what came was not HTTP. */
    HTTP("http"),
    /** The mail server did not take it. */
    SMTP("smtp");

    private final String code;

    TargetFault(String code) {
        this.code = code;
    }

    /** The name on the wire. */
    public String code() {
        return code;
    }
}
