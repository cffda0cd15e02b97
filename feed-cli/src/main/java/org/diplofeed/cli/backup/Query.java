package org.diplofeed.cli.backup;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Parameters of a request. */
final class Query {
    private Query() {}

    /** Each with an ampersand before it. */
    static String parameters(Map<String, String> filter) {
        var parameters = new StringBuilder();
        filter.forEach((name, value) -> parameters
                .append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return parameters.toString();
    }
}
