package org.diplofeed.alert.timing;

import org.jspecify.annotations.Nullable;

/**
 * What an alert is about, as far as silence asks for it.
 *
 * @param urgency from 1, the most urgent
 */
public record Subject(@Nullable String holder, @Nullable String issueId, int urgency) {}
