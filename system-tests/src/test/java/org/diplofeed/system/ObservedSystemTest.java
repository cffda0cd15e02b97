package org.diplofeed.system;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.diplofeed.cli.operate.Admin;
import org.diplofeed.cli.stack.ServiceName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator sees of a system whose tracing is on. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ObservedSystemTest {
    private static final String STORY = "nato-question-2021-2022";
    private static final Pattern METRIC = Pattern.compile("\\b(?:diplofeed|http_server|jvm)_[a-z_]+");
    private static final Path HOME = Path.of(System.getProperty("diplofeed.home"));
    private static final Pattern EXPORTED = Pattern.compile("^([a-z_]+)[ {]", Pattern.MULTILINE);
    private static final Pattern DOCUMENTED =
            Pattern.compile("^\\| ([^|]*diplofeed_[^|]*) \\| ([^|]+) \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("diplofeed_[a-z_]+");
    private static final Set<String> WAY = Set.of(
            "ingest: POST /v1/events",
            "ingest: decide and append",
            "ingest: publish",
            "timeline-service: project timeline",
            "timeline-service: publish",
            "diplofeed-alert: project alert",
            "diplofeed-alert: deliver");

    private static @Nullable SpanCollector collector;
    private static @Nullable RunningSystem system;
    private static @Nullable Newsroom newsroom;
    private static @Nullable Told told;

    /** The traces of the four alerts that the story caused, and the story. */
    private record Told(List<String> traces, JsonNode events) {}

    @BeforeAll
    static void tellAStory() throws IOException, InterruptedException {
        collector = new SpanCollector();
        system = RunningSystem.start(Map.of(
                "QUARKUS_OTEL_SDK_DISABLED", "false",
                "QUARKUS_DATASOURCE_JDBC_TELEMETRY_ENABLED", "true",
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(),
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms"));
        var telling = Telling.of(system, STORY);
        newsroom = system.newsroom(telling.issue());
        telling.all();
        newsroom.await(4);
        told = new Told(
                newsroom.traces(),
                new ObjectMapper().createArrayNode().addAll(telling.sample().events()));
    }

    @AfterAll
    static void stop() throws IOException {
        if (newsroom != null) { // Whose alerts go with its subscription.
            newsroom.close();
        }
        if (system != null) {
            system.close();
        }
        if (collector != null) {
            collector.close();
        }
    }

    @Test
    void one_trace_leads_from_the_post_to_the_webhook_that_it_causes() {
        // given
        assertThat(told().traces()).hasSize(4).doesNotHaveDuplicates();

        // when
        var spans = told().traces().stream()
                .map(trace -> collector().await(trace, found -> what(found).containsAll(WAY), Newsroom.PATIENCE))
                .toList();

        // then
        assertThat(spans).allSatisfy(way -> {
            assertThat(what(way)).containsAll(WAY);
            var ids = way.stream().map(SpanCollector.Taken::id).collect(Collectors.toSet());
            assertThat(way)
                    .filteredOn(taken -> !ids.contains(taken.parent()))
                    .extracting(SpanCollector.Taken::what)
                    .containsExactly("ingest: POST /v1/events");
        });
    }

    @Test
    void the_database_is_part_of_the_trace() {
        // when
        var way = collector()
                .await(told().traces().getFirst(), found -> what(found).containsAll(WAY), Newsroom.PATIENCE);

        // then
        var statements = way.stream()
                .filter(taken -> taken.span().getAttributesList().stream()
                        .anyMatch(attribute -> attribute.getKey().startsWith("db.")))
                .map(SpanCollector.Taken::service)
                .collect(Collectors.toSet());
        assertThat(statements).contains("ingest", "timeline-service", "diplofeed-alert");
    }

    @Test
    void spans_hold_nothing_that_was_said() {
        // given
        var texts = new ArrayList<String>();
        told().events().forEach(event -> texts(event.path("data"), texts));
        assertThat(texts).hasSizeGreaterThan(16);

        // when
        var spans = collector().all().toString();

        // then
        assertThat(texts).noneMatch(spans::contains);
    }

    @Test
    void each_service_tells_its_part_of_what_an_event_caused() {
        // given
        var events = told().events();

        // when
        var alerting = new ArrayList<String>();
        for (var event : events) {
            String id = event.path("id").asText();
            if (effects(ServiceName.ALERT, id, "").contains("ALERT null")) {
                alerting.add(id);
            }
        }

        // then
        assertThat(alerting).hasSize(4);
        assertThat(alerting).allSatisfy(id -> {
            assertThat(effects(ServiceName.TIMELINE, id, ""))
                    .contains("READ null", "POSITION null", "DERIVED_EVENT null");
            assertThat(effects(ServiceName.ALERT, id, "")).contains("DELIVERY delivered");
            assertThat(effects(ServiceName.INGEST, id, stream(id))).containsExactly("EVENT null");
        });
    }

    private static List<String> effects(ServiceName service, String event, String stream) {
        return new Admin(service.label(), system().api(service, "operator", "press"))
                .effects(event, stream).stream()
                        .map(effect -> effect.path("kind").asText() + " "
                                + effect.path("state").asText("null"))
                        .toList();
    }

    private static String stream(String event) {
        return new Admin("timeline", system().api(ServiceName.TIMELINE, "operator", "press"))
                .effects(event, "")
                .getFirst()
                .path("about")
                .asText();
    }

    @Test
    void the_document_of_metrics_names_all_that_each_service_exports_and_nothing_else() throws Exception {
        // given
        var documented = documented();
        system().publisher().post("/v1/statements", new ObjectMapper().createObjectNode());

        // when
        var exported = exported(names -> own(names).equals(documented));

        // then
        assertThat(own(exported)).isEqualTo(documented);
    }

    @Test
    void every_metric_that_the_dashboard_and_the_alerts_name_is_exported() throws Exception {
        // given
        var named = new TreeSet<String>();
        for (var file : List.of("deploy/grafana/diplofeed.json", "deploy/prometheus/alerts.yml")) {
            METRIC.matcher(Files.readString(HOME.resolve(file))).results().forEach(match -> named.add(match.group()));
        }
        assertThat(named).hasSizeGreaterThan(20);
        system().publisher().post("/v1/statements", new ObjectMapper().createObjectNode());

        // when
        var exported = exported(names -> union(names).containsAll(named));

        // then
        assertThat(union(exported)).containsAll(named);
    }

    /** The names that each service's metrics have, once they are as is hoped for, or at last. */
    private static Map<ServiceName, Set<String>> exported(Predicate<Map<ServiceName, Set<String>>> hope)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Newsroom.PATIENCE.toNanos();
        while (true) {
            var all = new EnumMap<ServiceName, Set<String>>(ServiceName.class);
            for (var service : ServiceName.values()) {
                all.put(
                        service,
                        EXPORTED.matcher(system().management(service, "/q/metrics"))
                                .results()
                                .map(match -> match.group(1))
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
            if (hope.test(all) || System.nanoTime() > deadline) {
                return all;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static Set<String> union(Map<ServiceName, Set<String>> names) {
        return names.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** Those that are this system's own, each as the document has it: a timer is one metric. */
    private static Map<ServiceName, Set<String>> own(Map<ServiceName, Set<String>> names) {
        var own = new EnumMap<ServiceName, Set<String>>(ServiceName.class);
        names.forEach((service, all) -> own.put(
                service,
                all.stream()
                        .filter(name -> name.startsWith("diplofeed_"))
                        .map(name -> name.replaceAll("_seconds_(bucket|count|sum|max)$", "_seconds"))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return own;
    }

    /** What the document's table has of each service. */
    private static Map<ServiceName, Set<String>> documented() throws IOException {
        var documented = new EnumMap<ServiceName, Set<String>>(ServiceName.class);
        for (var service : ServiceName.values()) {
            documented.put(service, new TreeSet<>());
        }
        DOCUMENTED
                .matcher(Files.readString(HOME.resolve("docs/operations/metrics.md")))
                .results()
                .forEach(row -> {
                    var names = NAME.matcher(row.group(1)).results().map(MatchResult::group);
                    names.forEach(name -> Stream.of(ServiceName.values())
                            .filter(service -> row.group(2).matches(".*\\b(all|" + service.label() + ")\\b.*"))
                            .forEach(service ->
                                    requireNonNull(documented.get(service)).add(name)));
                });
        assertThat(union(documented)).hasSizeGreaterThan(20);
        return documented;
    }

    private static List<String> what(List<SpanCollector.Taken> spans) {
        return spans.stream().map(SpanCollector.Taken::what).toList();
    }

    /** What people said, as opposed to what is coded of it. */
    private static void texts(JsonNode node, List<String> found) {
        node.properties().forEach(property -> {
            if (Set.of("summary", "quote", "text").contains(property.getKey())
                    && property.getValue().isTextual()) {
                found.add(property.getValue().asText());
            }
            texts(property.getValue(), found);
        });
        if (node.isArray()) {
            node.forEach(item -> texts(item, found));
        }
    }

    private static SpanCollector collector() {
        return requireNonNull(collector);
    }

    private static Told told() {
        return requireNonNull(told);
    }

    private static RunningSystem system() {
        return requireNonNull(system);
    }
}
