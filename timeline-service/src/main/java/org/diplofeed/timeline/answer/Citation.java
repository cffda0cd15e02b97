package org.diplofeed.timeline.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * What makes answers cacheable and citable. The ETag is of what an answer says, apart from what it refers to, so that
 * it stays as long as nothing has changed for the asker. A settled answer also has the digest of its bytes: asked again
 * with the clocks of its `asOf` they are the same.
 */
@Singleton
class Citation {
    /** The digest of the JSON before any compression; see draft-ietf-httpbis-unencoded-digest. */
    static final String DIGEST = "Unencoded-Digest";

    private static final String FOR_EVER = "private, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "private, no-cache";
    private static final String NOWHERE = "no-store";

    private final ObjectMapper mapper;

    Citation(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @ServerResponseFilter
    public void cite(ContainerRequestContext request, ContainerResponseContext response)
            throws JsonProcessingException {
        if (!(response.getEntity() instanceof Answered answer) || response.getStatus() != 200) {
            return;
        }
        var tree = mapper.<ObjectNode>valueToTree(answer);
        var bytes = mapper.writeValueAsBytes(tree);
        var headers = response.getHeaders();
        tree.remove("asOf");
        var tag = "W/\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(mapper.writeValueAsBytes(tree))) + "\"";
        headers.putSingle(HttpHeaders.ETAG, tag);
        headers.putSingle(HttpHeaders.CACHE_CONTROL, caching(request.getUriInfo(), answer));
        headers.add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        var next = answer.next();
        if (next != null) {
            var following = request.getUriInfo().getRequestUriBuilder().replaceQueryParam("cursor", next);
            var uri = following.build();
            headers.putSingle(HttpHeaders.LINK, "<" + uri.getRawPath() + "?" + uri.getRawQuery() + ">; rel=\"next\"");
        }
        if (answer.basis().settled() && answer.citable()) {
            headers.putSingle(DIGEST, "sha-256=:" + Base64.getEncoder().encodeToString(sha256(bytes)) + ":");
        }
        if (matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
            response.setStatus(304);
            response.setEntity(null);
        } else {
            response.setEntity(new String(bytes, StandardCharsets.UTF_8), null, MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private static String caching(UriInfo asked, Answered answer) {
        var query = asked.getQueryParameters();
        if (query.containsKey("restricted")) {
            return NOWHERE;
        }
        boolean fixed = query.containsKey("validAt") && (query.containsKey("knownAt") || query.containsKey("knownTo"));
        return fixed && answer.basis().settled() && answer.citable() ? FOR_EVER : ASK_AGAIN;
    }

    /** The weak comparison of RFC 9110, 8.8.3.2. */
    private static boolean matches(@Nullable String header, String tag) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .anyMatch(asked -> asked.equals("*") || asked.equals(tag) || ("W/" + asked).equals(tag));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
