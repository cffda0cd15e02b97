package org.diplofeed.log;

import java.util.Collection;
import org.diplofeed.log.ParkedStream.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the log which streams a projection parked and which go on. Not before that is committed: what was rolled
 * back did not happen.
 */
final class ParkingLog {
    /** So many lines at once; a bad deploy parks streams by the thousand. */
    static final int LONGEST = 20;

    private static final Logger LOGGER = LoggerFactory.getLogger(ParkingLog.class);

    private ParkingLog() {}

    /** Tells what a transaction that is committed did to these streams. */
    static void tell(String projection, Collection<StreamState> states) {
        int told = 0;
        int untold = 0;
        for (var state : states) {
            @Nullable Reason reason = state.reason();
            boolean parked = reason != null && state.parkedAnew();
            boolean goesOn = reason == null && state.wasParked();
            if (!parked && !goesOn) {
                continue;
            }
            if (told == LONGEST) {
                untold++;
                continue;
            }
            told++;
            if (parked) {
                LOGGER.atWarn()
                        .addKeyValue("projection", projection)
                        .addKeyValue("stream", state.streamId())
                        .addKeyValue("reason", reason)
                        .addKeyValue("version", state.parkedAtVersion())
                        .addKeyValue("fault", state.fault())
                        .log("stream parked");
            } else {
                LOGGER.atInfo()
                        .addKeyValue("projection", projection)
                        .addKeyValue("stream", state.streamId())
                        .addKeyValue("version", state.seen())
                        .log("parked stream goes on");
            }
        }
        if (untold > 0) {
            LOGGER.atWarn()
                    .addKeyValue("projection", projection)
                    .addKeyValue("streams", untold)
                    .log("further streams parked or going on");
        }
    }
}
