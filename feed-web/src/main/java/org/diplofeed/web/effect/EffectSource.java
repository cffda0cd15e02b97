package org.diplofeed.web.effect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service's part of what an event caused. */
public interface EffectSource {
    /**
     * What is here because of an event, causes first; empty when nothing is.
     *
     * @param eventId the CloudEvents id
     * @param stream the event's stream, if whoever asks knows it
     * @throws org.diplofeed.web.ProblemException unavailable, while the database does not answer
     */
    List<Effect> effects(String eventId, @Nullable String stream);
}
