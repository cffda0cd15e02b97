/**
 * Actors, issues and claims: what records refer to. {@link org.diplofeed.ingest.reference.DefineEntity} decides whether
 * one may be defined, {@link org.diplofeed.ingest.reference.Mentions} finds references to them in documents.
 */
@NullMarked
package org.diplofeed.ingest.reference;

import org.jspecify.annotations.NullMarked;
