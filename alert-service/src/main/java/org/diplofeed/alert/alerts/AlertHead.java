package org.diplofeed.alert.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.diplofeed.alert.match.AlertKind;
import org.jspecify.annotations.Nullable;

/**
 * What an alert says beside the event that it is made from.
 *
 * @param sequence 1, 2, 3 … without a gap within the subscription
 * @param rehearsalId the rehearsal that tells it; null: it is told in earnest
 * @param previousAlertId the alert before it in that order; null for the first
 * @param urgency 1 to 9, as IPTC has it
 * @param backfill told late on purpose: what it is about was old when it was recorded
 * @param matched of each clause of the filter, what fitted; empty for what takes an alert back
 * @param supersedes the alert that it takes back
 * @param previousHash of the alert before it; null for the first that has a hash
 * @param skipped sequences before this one that were taken back before they left, and so were never sent
 * @param hash of all that the alert says; null for those made before there were hashes
 * @param time valid time of the event
 * @param recordedTime when the event that decided was recorded
 */
public record AlertHead(
        String alertId,
        String subscriptionId,
        @Nullable String rehearsalId,
        long sequence,
        @Nullable String previousAlertId,
        AlertKind kind,
        String aboutId,
        int urgency,
        boolean backfill,
        JsonNode matched,
        @Nullable String supersedes,
        @Nullable String previousHash,
        List<Long> skipped,
        @Nullable String hash,
        Instant time,
        Instant recordedTime) {}
