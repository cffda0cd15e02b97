package org.diplofeed.ingest.desk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;

/** Locks names until the transaction ends, in one order for everybody. A name need not be in any table. */
final class NameLocks {
    private NameLocks() {}

    static void lock(Connection connection, Stream<Fingerprint> names) throws SQLException {
        var keys = names.map(Fingerprint::prefix).distinct().sorted().toArray();
        // Evaluated row by row in the order of the array, so that two transactions never wait for each other.
        try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(k) from unnest(?::bigint[]) k")) {
            lock.setArray(1, connection.createArrayOf("bigint", keys));
            lock.execute();
        }
    }

    static Fingerprint ofRecord(String id) {
        return Fingerprint.ofText("record/" + id);
    }
}
