package org.diplofeed.alert.mail;

import org.jspecify.annotations.Nullable;

/**
 * A mail, in text and in HTML.
 *
 * @param messageId without angle brackets; the same on every attempt
 * @param inReplyTo what it takes back, so that mail programs show both together
 * @param unsubscribe the address for one click (RFC 8058); null before there is consent
 */
public record Letter(
        String to,
        String subject,
        String text,
        String html,
        String messageId,
        @Nullable String inReplyTo,
        @Nullable String unsubscribe) {}
