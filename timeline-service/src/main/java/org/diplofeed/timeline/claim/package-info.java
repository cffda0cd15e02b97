/**
 * Claims: what sides say of a fact, and whether they contradict each other. Never which of them is right.
 *
 * <p>{@link ClaimView#derive} holds the rules of domain.md and is pure.
 */
@NullMarked
package org.diplofeed.timeline.claim;

import org.jspecify.annotations.NullMarked;
