package org.diplofeed.cli.demo;

import java.net.URI;
import java.util.function.Function;

/**
 * Where a system is, and how to get in.
 *
 * @param ingest ingest-service's address
 * @param timeline timeline-service's
 * @param alert alert-service's
 * @param token makes a token for a role
 * @param receiverHost the host under which alert-service reaches this machine
 * @param receiverBind the address that the receiver listens on
 */
public record Endpoints(
        URI ingest, URI timeline, URI alert, Function<String, String> token, String receiverHost, String receiverBind) {
    /** The organisation of the demo's newsroom. */
    public static final String NEWSROOM = "demo-newsroom";
}
