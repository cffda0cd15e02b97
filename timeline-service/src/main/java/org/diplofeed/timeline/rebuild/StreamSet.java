package org.diplofeed.timeline.rebuild;

/**
 * Which streams were seen, in some 16 bytes each. Two streams of one hash are taken for one: whoever asks must be able
 * to live with a stream that seems to have been seen. Not for more than one thread.
 */
final class StreamSet {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int FIRST_SIZE = 1 << 12;

    private long[] slots = new long[FIRST_SIZE];
    private int size;

    /** Adds a stream; false if it is there already. */
    boolean add(String streamId) {
        if (size * 2 >= slots.length) {
            grow();
        }
        if (!put(slots, hash(streamId))) {
            return false;
        }
        size++;
        return true;
    }

    private void grow() {
        var larger = new long[slots.length * 2];
        for (long hash : slots) {
            if (hash != 0) {
                put(larger, hash);
            }
        }
        slots = larger;
    }

    private static boolean put(long[] slots, long hash) {
        int mask = slots.length - 1;
        for (int at = (int) (hash >>> 32) & mask; ; at = (at + 1) & mask) {
            if (slots[at] == hash) {
                return false;
            }
            if (slots[at] == 0) {
                slots[at] = hash;
                return true;
            }
        }
    }

    private static long hash(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }
}
