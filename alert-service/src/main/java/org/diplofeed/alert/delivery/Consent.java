package org.diplofeed.alert.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** What readers of mail decide themselves: that they want the alerts, and that they want no more. */
@ApplicationScoped
public class Consent {
    private final WorkerDatabase database;

    Consent(DataSource database) {
        this.database = new WorkerDatabase(database);
    }

    /**
     * Says yes to the subscription that a challenge was for.
     *
     * @return its name; empty when the challenge is none, is older than a week, or another was sent since
     */
    public Optional<String> confirm(String challenge) throws SQLException {
        return database.transact(connection -> {
            var asked = find(connection, """
                    select s.subscription_id, s.name from delivery d
                      join subscription s using (subscription_id)
                      join endpoint e using (subscription_id)
                     where d.challenge = ? and d.kind = 'challenge' and s.channel = 'email' and not d.superseded
                       and d.created_at > clock_timestamp() - interval '7 days'
                       for update of e, s
                    """, challenge);
            if (asked.isEmpty()) {
                return Optional.empty();
            }
            SubscriptionConsequences.activate(connection, asked.get().id());
            return Optional.of(asked.get().name());
        });
    }

    /**
     * Ends a subscription by mail. Its newsroom sees why.
     *
     * @return its name; empty when there is none by mail
     */
    public Optional<String> end(String subscriptionId) throws SQLException {
        return database.transact(connection -> {
            var found = find(connection, """
                    select s.subscription_id, s.name from subscription s join endpoint e using (subscription_id)
                     where s.subscription_id = ? and s.channel = 'email' for update of e, s
                    """, subscriptionId);
            if (found.isPresent()) {
                SubscriptionConsequences.disable(connection, subscriptionId, "unsubscribed");
            }
            return found.map(Named::name);
        });
    }

    private record Named(String id, String name) {}

    private static Optional<Named> find(Connection connection, String sql, String value) throws SQLException {
        try (var select = WorkerDatabase.prepare(connection, sql)) {
            select.setString(1, value);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(new Named(rows.getString(1), rows.getString(2))) : Optional.empty();
            }
        }
    }
}
