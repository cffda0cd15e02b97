package org.diplofeed.alert.subscription;

import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.jspecify.annotations.Nullable;

/** What a path names has to be there, and to be the tenant's. */
public final class Found {
    private Found() {}

    /**
     * What was looked for.
     *
     * @param what its kind, for people: {@code subscription}
     * @throws ProblemException not-found, if there is none
     */
    public static <T> T required(@Nullable T found, String what) {
        if (found == null) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no such " + what + ".");
        }
        return found;
    }
}
