package org.diplofeed.web.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.SQLException;
import java.util.List;
import org.diplofeed.log.ProjectionProgress.PartitionProgress;
import org.diplofeed.log.ProjectionProgress.State;
import org.jspecify.annotations.Nullable;

/**
 * How far a projection has come on the instance that answers.
 *
 * @param state of {@link State}; UNREACHED also before the broker has answered at all
 * @param fault kind and place of the last failure while it is not RUNNING
 * @param lag events on the log that it has not applied, over its partitions; -1 while unknown
 * @param parked streams that it could not go on with, of all instances
 * @param partitions those that this instance owns
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProjectionAnswer(
        String name, String state, @Nullable String fault, long lag, long parked, List<PartitionProgress> partitions) {
    static ProjectionAnswer of(ProjectionControl projection) throws SQLException {
        long parked = projection.parked().count();
        var progress = projection.progress();
        if (progress.isEmpty()) {
            return new ProjectionAnswer(projection.name(), State.UNREACHED.name(), null, -1, parked, List.of());
        }
        var now = progress.get();
        return new ProjectionAnswer(
                projection.name(), now.state().name(), now.fault(), now.lag(), parked, now.partitions());
    }
}
