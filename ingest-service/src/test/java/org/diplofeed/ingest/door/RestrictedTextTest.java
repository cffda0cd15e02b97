package org.diplofeed.ingest.door;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.diplofeed.ingest.stack.Client;
import org.diplofeed.ingest.stack.Eventually;
import org.diplofeed.ingest.stack.IngestStack;
import org.diplofeed.ingest.stack.Samples;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** What is restricted is told to those who wrote it, and to no log, metric, error or audit. */
@QuarkusTest
@TestProfile(RestrictedTextTest.EverythingLogged.class)
@WithTestResource(value = IngestStack.class, scope = TestResourceScope.GLOBAL)
class RestrictedTextTest {
    private static final String SECRET = "xyzzy-plugh-nobody-may-read-this";

    /** What sends the requests logs them. */
    private static final String CLIENT = "org.apache.http";

    /** An unknown property is named in the answer, and nowhere else. */
    private static final String PROPERTY = "xyzzy-property";

    /** Every logger at DEBUG, the console at WARN. */
    public static class EverythingLogged implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.log.level", "DEBUG", "quarkus.log.console.level", "WARN");
        }
    }

    /** Keeps whatever is logged, in every form that a formatter could print. */
    private static final class Keeper extends Handler {
        private final PatternFormatter formatter = new PatternFormatter("%c %X %s%e");
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord record) {
            if (!record.getLoggerName().startsWith(CLIENT)) {
                lines.add(formatter.format(record));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void restricted_text_is_in_no_log_line_metric_error_or_audit() {
        // given
        Client.define("RTA", "rt.a");
        var root = Logger.getLogger("");
        var keeper = new Keeper();
        root.addHandler(keeper);
        var answers = new ArrayList<String>();

        // when
        try {
            answers.addAll(everythingThatCanBeSent());
        } finally {
            root.removeHandler(keeper);
        }
        var audit = Eventually.get(
                () -> Client.operator()
                        .get("/v1/refusals?subject=desk&limit=500")
                        .asString(),
                text -> text.contains("edits-overlap") || text.contains("conflict"));
        int management = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        var metrics = given().port(management).get("/q/metrics").asString();
        var health = given().port(management).get("/q/health").asString();

        // then
        assertThat(keeper.lines).isNotEmpty().noneMatch(line -> line.contains(SECRET) || line.contains(PROPERTY));
        assertThat(answers).isNotEmpty().noneMatch(answer -> answer.contains(SECRET));
        assertThat(audit).contains("invalid-document").doesNotContain(SECRET).doesNotContain(PROPERTY);
        assertThat(metrics).contains("diplofeed_refusals_total").doesNotContain(SECRET);
        assertThat(health).contains("publishing").doesNotContain(SECRET);
    }

    private static List<String> everythingThatCanBeSent() {
        var answers = new ArrayList<String>();
        answers.add(post("/v1/statements", secret("rt.1")));
        answers.add(post("/v1/statements", secret("rt.1").put("summary", SECRET + " and more")));
        answers.add(post("/v1/statements", secret("rt.2").put("embargoUntil", "2999-01-01T00:00:00Z")));
        answers.add(post("/v1/statements", secret("rt.3").put(PROPERTY, SECRET)));
        answers.add(post("/v1/statements", secret("rt.4").put("speechAct", SECRET)));
        answers.add(post("/v1/statements", secret("rt.5").put("visibility", "PUBLIC")));
        answers.add(post("/v1/statements", secret(SECRET + " ")));
        var unknown = secret("rt.6");
        unknown.putObject("speaker").put("actorId", SECRET);
        answers.add(post("/v1/statements", unknown));
        answers.add(raw("application/json", "/v1/statements", "{\"summary\":\"" + SECRET));
        answers.add(raw("application/json", "/v1/statements", "{\"summary\":\"" + SECRET + "\\u0000\"}"));
        answers.add(raw(
                "application/json",
                "/v1/statements",
                "{\"" + PROPERTY + "\":1,\"" + PROPERTY + "\":\"" + SECRET + "\"}"));
        answers.add(raw("text/plain", "/v1/statements", SECRET));
        answers.add(post(
                "/v1/statements/rt.1/corrections",
                Samples.json(
                        "{'patch':{'note':'%s','speechAct':'%s'},'reason':'CODING_ERROR'}".formatted(SECRET, SECRET))));
        answers.add(post(
                "/v1/statements/rt.1/corrections",
                Samples.json("{'patch':{'note':'%s'},'reason':'CODING_ERROR'}".formatted(SECRET))));
        answers.add(post("/v1/statements/rt.1/retractions", Samples.json("{'reason':'%s'}".formatted(SECRET))));
        answers.add(post("/v1/statements/rt.1/retractions", Samples.json("{'reason':'ENTRY_ERROR'}")));
        answers.add(post("/v1/statements/rt.1/retractions", Samples.json("{'reason':'ENTRY_ERROR'}")));
        answers.add(raw("application/x-ndjson", "/v1/events", SECRET + "\n{\"" + PROPERTY + "\":1}\n" + event("rt-1")));
        answers.add(raw("application/cloudevents+json", "/v1/events", event("rt-2")));
        answers.add(
                raw("application/cloudevents-batch+json", "/v1/events", "[" + event("rt-3") + ",\"" + SECRET + "\"]"));
        return answers;
    }

    private static String event(String id) {
        var event = Samples.json("""
                {'specversion':'1.0','id':'%s','source':'urn:test:restricted',
                 'type':'diplofeed.statement.recorded.v1'}
                """.formatted(id));
        event.set("data", secret("st." + id).put("kind", SECRET));
        return event.toString();
    }

    private static ObjectNode secret(String id) {
        var statement = Samples.statement(id, "RTA", "rt.a")
                .put("attribution", "OFF_RECORD")
                .put("visibility", "RESTRICTED")
                .put("summary", SECRET)
                .put("note", SECRET);
        statement.putArray("quotes").add(SECRET);
        return statement;
    }

    private static String post(String path, ObjectNode document) {
        return Client.post(path, document).asString();
    }

    private static String raw(String mediaType, String path, String body) {
        return Client.publisher()
                .contentType(mediaType)
                .body(body.getBytes(UTF_8))
                .post(path)
                .asString();
    }
}
