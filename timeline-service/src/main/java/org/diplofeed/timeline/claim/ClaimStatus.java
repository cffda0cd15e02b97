package org.diplofeed.timeline.claim;

/** How the sides of a claim stand to each other. */
public enum ClaimStatus {
    /** One side speaks of it, or several that all go back to one source. */
    UNCONTESTED,
    /** Two sides or more agree, from distinct origins. */
    CORROBORATED,
    /** One side affirms, another denies. */
    DISPUTED,
    /** Nobody affirms or denies it; there are estimates. */
    ESTIMATES,
    /** All that was said of it has been taken back. */
    WITHDRAWN
}
