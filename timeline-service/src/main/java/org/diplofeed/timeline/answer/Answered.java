package org.diplofeed.timeline.answer;

import org.jspecify.annotations.Nullable;

/** An answer that says what it rests on. */
interface Answered {
    Basis basis();

    /** Of a part of a collection: what asks for the part after it; null at the end, and of what is no collection. */
    default @Nullable String next() {
        return null;
    }

    /** Whether it is the same for ever once it is settled, so that it can be cited. */
    default boolean citable() {
        return true;
    }
}
