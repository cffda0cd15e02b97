package org.diplofeed.cli.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an export line by line and holds each alert against the one before: its hash is the SHA-256 of what it says in
 * the canonical form of RFC 8785, without {@code hash}, and what it says names the hash before.
 */
public final class AlertChain {
    private static final int MOST_FAULTS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PublicKeys keys;
    private final List<String> faults = new ArrayList<>();
    private long line;
    private long alerts;
    private long sequence;
    private @Nullable String alertId;
    private @Nullable String hash;
    private @Nullable String signedBy;
    private boolean ended;

    private AlertChain(PublicKeys keys) {
        this.keys = keys;
    }

    /**
     * What came of it.
     *
     * @param faults what is wrong, by line; at most 20, none when the chain holds
     * @param signedBy the key that signed the end
     */
    public record Verdict(long alerts, @Nullable String signedBy, List<String> faults) {}

    /** Reads to the end. */
    public static Verdict check(BufferedReader export, PublicKeys keys) throws IOException {
        var chain = new AlertChain(keys);
        for (var text = export.readLine(); text != null; text = export.readLine()) {
            chain.line++;
            if (!text.isBlank()) {
                chain.read(text);
            }
        }
        if (!chain.ended) {
            chain.fault("the signed end is missing: what came after may have been cut off");
        }
        return new Verdict(chain.alerts, chain.signedBy, List.copyOf(chain.faults));
    }

    private void read(String text) throws IOException {
        JsonNode document;
        try {
            document = JSON.readTree(text);
        } catch (JsonProcessingException _) {
            fault("is not JSON");
            return;
        }
        if (ended) {
            fault("comes after the signed end");
        } else if (document.has("chainEnd")) {
            ended = true;
            checkEnd(document.path("chainEnd"));
        } else if (document instanceof ObjectNode alert) {
            checkAlert(alert);
        } else {
            fault("is no alert");
        }
    }

    private void checkAlert(ObjectNode alert) throws IOException {
        alerts++;
        long number = alert.path("sequence").asLong();
        if (number != sequence + 1) {
            fault("has sequence " + number + " where " + (sequence + 1)
                    + " is due: something was removed, added or moved");
        }
        if (!Objects.equals(text(alert, "previousAlertId"), alertId)) {
            fault("names another alert before it");
        }
        String before = text(alert, "previousHash");
        if (!Objects.equals(before, hash)) {
            fault("names another hash before it");
        }
        String claimed = text(alert, "hash");
        if (claimed == null) {
            fault("has no hash");
        } else if (!claimed.equals(hashOf(alert))) {
            fault("says something else than what its hash was made of");
        }
        sequence = number;
        alertId = text(alert, "alertId");
        hash = claimed;
    }

    private void checkEnd(JsonNode end) {
        var signed = keys.verified(end.path("signed").asText());
        if (signed.isEmpty()) {
            fault("is an end that none of these keys has signed");
            return;
        }
        signedBy = signed.get().keyId();
        var content = signed.get().content();
        if (content.path("sequence").asLong() != sequence || !Objects.equals(text(content, "hash"), hash)) {
            fault("signs an end at sequence " + content.path("sequence").asLong()
                    + ", which is not where this one ends");
        }
    }

    private static String hashOf(ObjectNode alert) throws IOException {
        var content = alert.deepCopy();
        content.remove("hash");
        try {
            byte[] canonical = new JsonCanonicalizer(JSON.writeValueAsString(content)).getEncodedUTF8();
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add("line " + line + " " + what);
        }
    }

    private static @Nullable String text(JsonNode of, String property) {
        return of.path(property).textValue();
    }
}
