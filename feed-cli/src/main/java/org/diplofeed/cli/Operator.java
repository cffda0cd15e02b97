package org.diplofeed.cli;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.operate.Admin;
import org.diplofeed.cli.stack.ServiceName;
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

    /** The services that read the log. */
    List<Admin> admins(HttpClient http) {
        var admins = new ArrayList<Admin>();
        for (var service : services) {
            URI url = switch (service) {
                case INGEST -> throw new org.diplofeed.cli.stack.StackFailure("ingest-service reads no log");
                case TIMELINE -> Access.service(timelineUrl, place, service);
                case ALERT -> Access.service(alertUrl, place, service);
            };
            String token = access.token(place, Set.of("operator"), "feed-operator", null);
            admins.add(new Admin(service.module(), new FeedApi(http, url, token)));
        }
        return admins;
    }

    static HttpClient http() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }
}
