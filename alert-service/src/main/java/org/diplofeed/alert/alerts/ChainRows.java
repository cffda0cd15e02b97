package org.diplofeed.alert.alerts;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The heads of the chains: what numbers each subscription's alerts without a gap. */
final class ChainRows {
    private final Connection connection;

    ChainRows(Connection connection) {
        this.connection = connection;
    }

    /** Locks the chains of those subscriptions that still exist, in the order of their ids. */
    Map<String, ChainHead> lock(Collection<String> subscriptionIds) throws SQLException {
        var chains = new TreeMap<String, ChainHead>();
        try (var select = connection.prepareStatement("""
                select subscription_id, last_sequence, last_alert_id, last_hash, unsaid from alert_chain
                 where subscription_id = any(?) order by subscription_id for update
                """)) {
            select.setArray(1, connection.createArrayOf("text", subscriptionIds.toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    chains.put(
                            rows.getString(1),
                            new ChainHead(rows.getLong(2), rows.getString(3), rows.getString(4), List.of((Long[])
                                    rows.getArray(5).getArray())));
                }
            }
        }
        return chains;
    }

    /** Locks the orders of these newsrooms: after the chains, so that nobody waits in a circle. */
    Map<String, Long> lockPlaces(Collection<String> tenants) throws SQLException {
        var ids = connection.createArrayOf("text", tenants.toArray());
        try (var begin = connection.prepareStatement(
                        "insert into newsroom select tenant, 0 from unnest(?::text[]) as t (tenant) order by 1 on conflict do nothing");
                var select = connection.prepareStatement(
                        "select tenant, last_place from newsroom where tenant = any(?) order by tenant for update")) {
            begin.setArray(1, ids);
            begin.executeUpdate();
            select.setArray(1, ids);
            try (var rows = select.executeQuery()) {
                var places = new TreeMap<String, Long>();
                while (rows.next()) {
                    places.put(rows.getString(1), rows.getLong(2));
                }
                return places;
            }
        }
    }

    /**
     * Moves the heads to what was told last.
     *
     * @return whether anything was
     */
    boolean save(Numbering numbering) throws SQLException {
        saveChains(numbering.chains());
        try (var update =
                connection.prepareStatement("update newsroom set last_place = ? where tenant = ? and last_place < ?")) {
            for (var place : numbering.places().entrySet()) {
                update.setLong(1, place.getValue());
                update.setString(2, place.getKey());
                update.setLong(3, place.getValue());
                update.addBatch();
            }
            return Arrays.stream(update.executeBatch()).anyMatch(updated -> updated > 0);
        }
    }

    private void saveChains(Map<String, ChainHead> chains) throws SQLException {
        try (var update = connection.prepareStatement(
                "update alert_chain set last_sequence = ?, last_alert_id = ?, last_hash = ?, unsaid = ? where subscription_id = ? and last_sequence < ?")) {
            for (var chain : chains.entrySet()) {
                update.setLong(1, chain.getValue().sequence());
                update.setString(2, chain.getValue().alertId());
                update.setString(3, chain.getValue().hash());
                update.setArray(
                        4,
                        connection.createArrayOf(
                                "bigint", chain.getValue().unsaid().toArray()));
                update.setString(5, chain.getKey());
                update.setLong(6, chain.getValue().sequence());
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
