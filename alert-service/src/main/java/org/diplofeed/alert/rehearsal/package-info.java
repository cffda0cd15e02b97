/**
 * Rehearsals: a period of the past, played into a sandbox by a clock of its own, as an operation that operators start,
 * watch and cancel.
 *
 * <p>{@link org.diplofeed.alert.rehearsal.RehearsalPlayer} takes one step after the other, each a transaction; a
 * service that is killed, or another instance, goes on after the last one.
 */
@NullMarked
package org.diplofeed.alert.rehearsal;

import org.jspecify.annotations.NullMarked;
