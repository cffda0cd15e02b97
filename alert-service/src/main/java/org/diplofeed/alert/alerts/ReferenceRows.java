package org.diplofeed.alert.alerts;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.diplofeed.events.Actor;
import org.diplofeed.events.ActorDefined;
import org.diplofeed.events.FeedEvent;
import org.diplofeed.events.Issue;
import org.diplofeed.events.IssueDefined;

/** The actors and issues of one batch; the last definition wins. */
final class ReferenceRows {
    private final Map<String, Actor> actors = new TreeMap<>();
    private final Map<String, Issue> issues = new TreeMap<>();

    void add(FeedEvent event) {
        if (event instanceof ActorDefined(var actor)) {
            actors.put(actor.actorId(), actor);
        } else if (event instanceof IssueDefined(var issue)) {
            issues.put(issue.issueId(), issue);
        }
    }

    void write(Connection connection) throws SQLException {
        if (!actors.isEmpty()) {
            writeActors(connection);
        }
        if (!issues.isEmpty()) {
            writeIssues(connection);
        }
    }

    private void writeActors(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into actor (actor_id, name) values (?, ?)
                on conflict (actor_id) do update set name = excluded.name
                """)) {
            for (var actor : actors.values()) {
                insert.setString(1, actor.actorId());
                insert.setString(2, actor.name());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void writeIssues(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into issue (issue_id, proposition, topics) values (?, ?, ?)
                on conflict (issue_id) do update set proposition = excluded.proposition, topics = excluded.topics
                """)) {
            for (var issue : issues.values()) {
                insert.setString(1, issue.issueId());
                insert.setString(2, issue.proposition());
                insert.setArray(
                        3, connection.createArrayOf("text", issue.topics().toArray()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
