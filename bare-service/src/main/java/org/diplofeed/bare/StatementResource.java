package org.diplofeed.bare;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Parses a statement and inserts one row: no rule, no order, no token, no log. */
@Path("/v1/statements")
@RunOnVirtualThread
class StatementResource {
    private final DataSource database;

    StatementResource(DataSource database) {
        this.database = database;
    }

    void prepare(@Observes StartupEvent event) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists bare (id text primary key, document bytea not null)");
        }
    }

    @GET
    public String ready() {
        return "ready";
    }

    @POST
    public Response record(JsonNode document) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("insert into bare (id, document) values (?, ?)")) {
            insert.setString(1, document.path("statementId").asText());
            insert.setBytes(2, document.toString().getBytes(StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
        return Response.status(Response.Status.CREATED).entity(document).build();
    }
}
