package org.diplofeed.ingest.desk;

/** Which reference entity. */
public record ReferenceKey(ReferenceKind kind, String id) {}
