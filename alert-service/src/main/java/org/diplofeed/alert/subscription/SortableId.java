package org.diplofeed.alert.subscription;

import java.util.random.RandomGenerator;

/** Ids that sort by when they were made: 10 characters of milliseconds, 16 of chance, in Crockford's base 32. */
public final class SortableId {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_CHARACTERS = 10;
    private static final int RANDOM_CHARACTERS = 16;

    private SortableId() {}

    /** An id that begins with this prefix. */
    public static String of(String prefix, long epochMillis, RandomGenerator random) {
        var id = new StringBuilder(prefix);
        for (int i = TIME_CHARACTERS - 1; i >= 0; i--) {
            id.append(ALPHABET.charAt((int) (epochMillis >>> (5 * i)) & 31));
        }
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            id.append(ALPHABET.charAt(random.nextInt(32)));
        }
        return id.toString();
    }
}
