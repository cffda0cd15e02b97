package org.diplofeed.web.projection;

import java.util.Optional;
import org.diplofeed.log.ParkedStreams;
import org.diplofeed.log.ProjectionProgress;
import org.diplofeed.log.ReplayCheck;

/** A projection of this service, as operators handle it. */
public interface ProjectionControl {
    /** Its name, which is unique in the service. */
    String name();

    /** How far this instance has come; empty until the broker was reached. */
    Optional<ProjectionProgress> progress();

    /** The streams that it could not go on with. */
    ParkedStreams parked();

    /** Says what would come of reading a part of the log anew; empty until the broker was reached. */
    Optional<ReplayCheck> replayCheck();

    /** Goes on after too many streams were parked at once. */
    void resume();
}
