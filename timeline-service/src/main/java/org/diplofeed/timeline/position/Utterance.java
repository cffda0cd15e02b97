package org.diplofeed.timeline.position;

import java.time.LocalDate;

/** One speaker on one UTC day. */
public record Utterance(String speaker, LocalDate day) {}
