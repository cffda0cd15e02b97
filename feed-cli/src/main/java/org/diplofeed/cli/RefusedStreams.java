package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.diplofeed.cli.operate.Admin;
import org.diplofeed.cli.stack.ServiceName;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands about refused events have in common: the services that publish, and how a refusal is printed. */
final class RefusedStreams {
    private static final int MOST = 1_000;

    @Mixin
    private final Operator operator = new Operator();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    /** Asks the services that publish, one after the other. */
    void each(BiConsumer<Admin, List<JsonNode>> reader) {
        try (var http = Operator.http()) {
            for (var service : List.of(ServiceName.INGEST, ServiceName.TIMELINE)) {
                var admin = operator.admin(http, service);
                reader.accept(admin, admin.refused(MOST));
            }
        }
    }

    /** Whether JSON is asked for. */
    boolean asJson() {
        return json;
    }

    static String row(Admin admin, JsonNode refused) {
        return String.format(
                Locale.ROOT,
                "  %-17s %-40s at version %d, %d waiting, since %s, next attempt %s: %s",
                admin.service(),
                refused.path("streamId").asText(),
                refused.path("version").asLong(),
                refused.path("waiting").asLong(),
                refused.path("firstRefused").asText(),
                refused.path("nextAttempt").asText(),
                refused.path("fault").asText());
    }
}
