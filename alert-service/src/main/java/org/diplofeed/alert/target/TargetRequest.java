package org.diplofeed.alert.target;

import java.util.Map;

/**
 * One request to a target.
 *
 * @param method GET or POST
 * @param requestTarget path and query
 * @param headers those of our own; Host, Content-Length and Accept-Encoding are added
 * @param body empty for none
 */
// The bytes are never changed and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record TargetRequest(
        String method, TargetUrl target, String requestTarget, Map<String, String> headers, byte[] body) {}
