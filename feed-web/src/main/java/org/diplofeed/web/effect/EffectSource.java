package org.diplofeed.web.effect;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service's part of what an event caused. */
public interface EffectSource {
    /**
     * What is here because of an event, causes first; empty when nothing is.
     *
     * @param eventId the CloudEvents id
     * @param stream the event's stream, if whoever asks knows it
     */
    List<Effect> effects(String eventId, @Nullable String stream) throws SQLException;
}
