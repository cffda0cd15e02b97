package org.diplofeed.ingest.desk;

import java.util.Set;

/**
 * A correction that was made.
 *
 * @param version the record's version after it
 * @param by who made it
 * @param touched JSON pointers of what it set
 */
public record Edit(long version, String by, Set<String> touched) {}
