package org.diplofeed.web;

import org.jspecify.annotations.Nullable;

/** Tells a fault by kind and place, never by message, which may quote what is restricted. */
final class Faults {
    private static final int DEEPEST_CAUSE = 6;

    private Faults() {}

    static String describe(Throwable fault) {
        var text = new StringBuilder();
        @Nullable Throwable cause = fault;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            text.append(depth == 0 ? "" : " caused by ").append(cause.getClass().getName());
            var stack = cause.getStackTrace();
            if (stack.length > 0) {
                text.append(" at ").append(stack[0]);
            }
            cause = cause.getCause();
        }
        return text.toString();
    }
}
