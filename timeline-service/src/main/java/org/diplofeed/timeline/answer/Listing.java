package org.diplofeed.timeline.answer;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which part of a collection is asked for, at which clocks. */
public class Listing extends Clocks {
    @Parameter(description = "Most items of a page, 1 to 200. Default: 50.")
    @QueryParam("limit")
    @Nullable
    Integer limit;

    @Parameter(description = "The `next` of the page before.")
    @QueryParam("cursor")
    @Nullable
    String cursor;

    int limit() {
        return Page.limit(limit);
    }
}
