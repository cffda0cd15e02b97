/**
 * What the three HTTP interfaces share: problems (RFC 9457), strict reading of JSON, request ids, entity tags.
 *
 * <p>Whatever a client sends, it gets a {@link org.diplofeed.web.Problem} of a {@link org.diplofeed.web.ProblemType},
 * never a stack trace. Bodies are read by {@link org.diplofeed.web.StrictJson} and checked by
 * {@link org.diplofeed.web.DocumentSchema}.
 */
@NullMarked
package org.diplofeed.web;

import org.jspecify.annotations.NullMarked;
