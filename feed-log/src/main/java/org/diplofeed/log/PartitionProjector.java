package org.diplofeed.log;

import java.util.Map;
import javax.sql.DataSource;

/** Reads. */
public final class PartitionProjector implements AutoCloseable {
    private PartitionProjector() {}

    public static PartitionProjector start(
            DataSource database, Map<String, Object> kafka, Projection projection, ProjectorSettings settings) {
        return new PartitionProjector();
    }

    public ProjectionProgress progress() {
        return new ProjectionProgress(ProjectionProgress.State.CLOSED, java.util.List.of(), null);
    }

    public void resume() {}

    @Override
    public void close() {}
}
