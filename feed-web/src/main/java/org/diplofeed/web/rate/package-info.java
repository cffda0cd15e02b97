/**
 * How many requests one client may send: a token bucket for each subject of a token, and for each address of those who
 * have none. What is left is told in the fields {@code RateLimit} and {@code RateLimit-Policy}
 * (draft-ietf-httpapi-ratelimit-headers).
 */
@NullMarked
package org.diplofeed.web.rate;

import org.jspecify.annotations.NullMarked;
