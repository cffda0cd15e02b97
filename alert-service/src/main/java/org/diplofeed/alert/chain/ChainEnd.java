package org.diplofeed.alert.chain;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription's chain ends.
 *
 * @param sequence of the last alert; 0 for none
 * @param hash of the last alert; absent for none
 * @param signed the same, as a JWS in compact form (RFC 7515, EdDSA) by the key of {@code kid} in the JWKS
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChainEnd(
        String subscriptionId,
        long sequence,
        @Nullable String alertId,
        @Nullable String hash,
        String signedAt,
        @Nullable String signed) {}
