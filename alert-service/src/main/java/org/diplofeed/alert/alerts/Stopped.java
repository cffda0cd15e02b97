package org.diplofeed.alert.alerts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of alerts that are taken back.
 *
 * @param received those that may have been received
 * @param unsent of those that never were and never will be: their sequences, and the ones that they would have
 *     explained
 */
record Stopped(Set<String> received, Map<String, List<Long>> unsent) {
    static final Stopped NOTHING = new Stopped(Set.of(), Map.of());

    /**
     * The sequences that nobody will see, when what takes them back is not sent either; null: it is sent.
     *
     * @param pushed whether its subscription is sent anything at all
     */
    @Nullable
    List<Long> unsentBy(@Nullable String supersedes, boolean pushed) {
        return supersedes == null || !pushed ? null : unsent.get(supersedes);
    }
}
