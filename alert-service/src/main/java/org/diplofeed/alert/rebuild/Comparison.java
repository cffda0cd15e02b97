package org.diplofeed.alert.rebuild;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an approval would change, at one place of the log.
 *
 * @param digest of the differences: an approval names it
 * @param same whether nothing would change
 * @param samples some of the differences
 */
public record Comparison(
        int generation,
        String digest,
        Instant madeAt,
        String madeBy,
        boolean same,
        List<Table> tables,
        Alerts alerts,
        Parked parked,
        List<Sample> samples) {
    /**
     * A table of what is derived.
     *
     * @param missing rows that the log gives and that are not there
     * @param changed rows that the log gives otherwise
     * @param surplus rows that the log does not give
     * @param kept surplus rows that stay: alerts rest on them, or a stream is parked, so that the log gives them
     *     perhaps
     */
    @Schema(name = "RebuiltTable")
    public record Table(
            String name, long live, long rebuilt, long missing, long changed, long surplus, long kept, boolean same) {}

    /**
     * Alerts. None of them is sent, and none is changed but in what it reads like.
     *
     * @param readOtherwise that rest on a row that would be changed
     * @param untold that the subscriptions of now would have got of the rows that are missing
     */
    @Schema(name = "RebuiltAlerts")
    public record Alerts(long readOtherwise, long untold) {}

    /** Streams that could not be gone on with. */
    @Schema(name = "RebuiltParked")
    public record Parked(long live, long rebuilt) {}

    /** A row that would come, change or go. */
    @Schema(name = "RebuiltSample")
    public record Sample(String table, String id, String change) {}
}
