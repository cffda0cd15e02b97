package org.diplofeed.cli;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.operate.Admin;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which services an operator's command asks, and as whom. */
final class Operator {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    @Mixin
    private final Place place = new Place();

    @Mixin
    private final Access access = new Access();

    @Option(names = "--ingest-url", paramLabel = "URL", description = "ingest-service (default: the local one).")
    private @Nullable URI ingestUrl;

    @Option(names = "--timeline-url", paramLabel = "URL", description = "timeline-service (default: the local one).")
    private @Nullable URI timelineUrl;

    @Option(names = "--alert-url", paramLabel = "URL", description = "alert-service (default: the local one).")
    private @Nullable URI alertUrl;

    @Option(
            names = "--service",
            paramLabel = "SERVICE",
            split = ",",
            description = "TIMELINE or ALERT alone (default: both).")
    private Set<ServiceName> services = EnumSet.of(ServiceName.TIMELINE, ServiceName.ALERT);

    /** All services, in the order of the flow. */
    List<Admin> all(HttpClient http) {
        return Stream.of(ServiceName.values())
                .map(service -> admin(http, service))
                .toList();
    }

    /** The services that read the log. */
    List<Admin> admins(HttpClient http) {
        var admins = new ArrayList<Admin>();
        for (var service : services) {
            if (service == ServiceName.INGEST) {
                throw new StackFailure("ingest-service reads no log");
            }
            admins.add(admin(http, service));
        }
        return admins;
    }

    /** One service. */
    Admin admin(HttpClient http, ServiceName service) {
        return new Admin(service.module(), api(http, service, "operator", null));
    }

    /** One service, as somebody of a role sees it, and of an organisation where the role belongs to one. */
    FeedApi api(HttpClient http, ServiceName service, String role, @Nullable String organisation) {
        URI given = switch (service) {
            case INGEST -> ingestUrl;
            case TIMELINE -> timelineUrl;
            case ALERT -> alertUrl;
        };
        String token = access.token(place, Set.of(role), "feed-operator", organisation);
        return new FeedApi(http, Access.service(given, place, service), token);
    }

    /** Whether services are asked for by their addresses. */
    boolean elsewhere() {
        return ingestUrl != null || timelineUrl != null || alertUrl != null;
    }

    /** Where the local stack keeps its data. */
    Place place() {
        return place;
    }

    static HttpClient http() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }
}
