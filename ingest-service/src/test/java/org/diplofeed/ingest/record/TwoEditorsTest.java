package org.diplofeed.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.diplofeed.events.FeedJson;
import org.diplofeed.ingest.stack.Client;
import org.diplofeed.ingest.stack.IngestStack;
import org.diplofeed.ingest.stack.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Two editors change the same statements at once, by patches and retractions, with If-Match and without. What they were
 * answered has to be what a plain model answers when it takes the accepted ones in the order of their versions.
 */
@QuarkusTest
@WithTestResource(value = IngestStack.class, scope = TestResourceScope.GLOBAL)
class TwoEditorsTest {
    private static final List<String> FIELDS = List.of("summary", "note", "language");
    private static final List<String> EDITORS = List.of("editor-a", "editor-b");
    private static final int STATEMENTS = 4;
    private static final int EDITS = 30;

    /** What an editor wants to do; a field that is null means to retract. */
    private record Intent(
            String editor,
            String id,
            @Nullable String field,
            String value,
            @Nullable Long ifMatch) {}

    /** What came of it; the version is that of the record after it, or 0. */
    private record Result(Intent intent, int status, long version) {}

    @RepeatedTest(6)
    void what_editors_are_answered_is_what_the_model_answers(RepetitionInfo repetition)
            throws InterruptedException, IOException {
        // given
        long seed = 4_200L + repetition.getCurrentRepetition();
        var prefix = "te." + seed + ".";
        Client.define("TED" + seed, "te.issue." + seed);
        for (int i = 0; i < STATEMENTS; i++) {
            Client.send(
                            Client.as("author", "publisher"),
                            Samples.statement(prefix + i, "TED" + seed, "te.issue." + seed))
                    .post("/v1/statements")
                    .then()
                    .statusCode(201);
        }
        var intents = new HashMap<String, List<Intent>>();
        var random = new Random(seed);
        EDITORS.forEach(editor -> intents.put(editor, intents(random, editor, prefix)));

        // when
        var results = runAtOnce(intents);

        // then
        for (int i = 0; i < STATEMENTS; i++) {
            var id = prefix + i;
            var ofStatement = results.stream()
                    .filter(result -> result.intent().id().equals(id))
                    .toList();
            assertModelled(seed, id, ofStatement);
        }
    }

    private static List<Intent> intents(Random random, String editor, String prefix) {
        var intents = new ArrayList<Intent>();
        for (int i = 0; i < EDITS; i++) {
            boolean retracts = random.nextInt(40) == 0;
            intents.add(new Intent(
                    editor,
                    prefix + random.nextInt(STATEMENTS),
                    retracts ? null : FIELDS.get(random.nextInt(FIELDS.size())),
                    random.nextBoolean() ? "de" : "fr",
                    random.nextInt(3) == 0 ? 1L + random.nextInt(12) : null));
        }
        return intents;
    }

    private static List<Result> runAtOnce(Map<String, List<Intent>> intents) throws InterruptedException {
        var results = new ConcurrentLinkedQueue<Result>();
        var go = new CountDownLatch(1);
        var editors = new ArrayList<Thread>();
        intents.values()
                .forEach(list -> editors.add(Thread.ofVirtual().start(() -> {
                    awaitQuietly(go);
                    list.forEach(intent -> results.add(carryOut(intent)));
                })));
        go.countDown();
        for (var editor : editors) {
            editor.join();
        }
        return List.copyOf(results);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Result carryOut(Intent intent) {
        var request = Client.as(intent.editor(), "publisher");
        if (intent.ifMatch() != null) {
            request.header("If-Match", "\"" + intent.ifMatch() + "\"");
        }
        Response answer = intent.field() == null
                ? Client.send(request, Samples.json("{'reason':'ENTRY_ERROR'}"))
                        .post("/v1/statements/" + intent.id() + "/retractions")
                : Client.send(
                                request,
                                Samples.json("{'patch':{'%s':'%s'},'reason':'CODING_ERROR'}"
                                        .formatted(intent.field(), intent.value())))
                        .post("/v1/statements/" + intent.id() + "/corrections");
        long version = answer.statusCode() == 201 ? answer.jsonPath().getLong("version") : 0;
        return new Result(intent, answer.statusCode(), version);
    }

    /** The accepted ones in order of version give the record; each refused one was refused at some version possible. */
    private static void assertModelled(long seed, String id, List<Result> results) throws IOException {
        var accepted = results.stream()
                .filter(result -> result.status() == 201)
                .sorted((one, other) -> Long.compare(one.version(), other.version()))
                .toList();
        var model = new Model();
        for (var result : accepted) {
            assertThat(result.version())
                    .as("seed %d, %s: versions are dense", seed, id)
                    .isEqualTo(model.version + 1);
            assertThat(model.answer(result.intent()))
                    .as("seed %d, %s: the model takes %s too", seed, id, result)
                    .isEqualTo(201);
            model.apply(result.intent());
        }
        for (var result : results) {
            assertThat(model.answersPossible(result.intent()))
                    .as("seed %d, %s: %s", seed, id, result)
                    .contains(result.status());
        }
        var standing = read(id);
        assertThat(standing.path("version").asLong())
                .as("seed %d, %s", seed, id)
                .isEqualTo(model.version);
        assertThat(standing.path("status").asText()).as("seed %d, %s", seed, id).isEqualTo(model.status());
        model.fields.forEach((field, value) -> assertThat(
                        standing.path("document").path(field).asText())
                .as("seed %d, %s, %s", seed, id, field)
                .isEqualTo(value));
        assertThat(standing.path("events")).as("seed %d, %s", seed, id).hasSize((int) model.version);
    }

    private static JsonNode read(String id) throws IOException {
        return FeedJson.mapper()
                .readTree(Client.publisher().get("/v1/statements/" + id).asString());
    }

    /** One statement as the documentation has it. */
    private static final class Model {
        private record Edit(long version, String by, String field) {}

        private final Map<String, String> fields = new HashMap<>();
        private final List<Edit> edits = new ArrayList<>();
        private final List<Long> retractedAt = new ArrayList<>();
        private long version = 1;

        int answer(Intent intent) {
            return answerAt(intent, version);
        }

        /** What would be answered by any of the versions that the record has had. */
        Set<Integer> answersPossible(Intent intent) {
            var possible = new HashSet<Integer>();
            for (long at = 1; at <= version; at++) {
                possible.add(answerAt(intent, at));
            }
            return possible;
        }

        private int answerAt(Intent intent, long at) {
            if (intent.ifMatch() != null && intent.ifMatch() != at) {
                return 412;
            }
            if (retractedAt.stream().anyMatch(retracted -> retracted <= at)) {
                return 409;
            }
            return intent.field() != null && intent.ifMatch() == null && collides(intent, at) ? 409 : 201;
        }

        private boolean collides(Intent intent, long at) {
            long seen = edits.stream()
                    .filter(edit -> edit.version() <= at && edit.by().equals(intent.editor()))
                    .mapToLong(Edit::version)
                    .max()
                    .orElse(1);
            return edits.stream()
                    .anyMatch(edit -> edit.version() > seen
                            && edit.version() <= at
                            && !edit.by().equals(intent.editor())
                            && edit.field().equals(intent.field()));
        }

        void apply(Intent intent) {
            version++;
            if (intent.field() == null) {
                retractedAt.add(version);
            } else {
                fields.put(intent.field(), intent.value());
                edits.add(new Edit(version, intent.editor(), intent.field()));
            }
        }

        String status() {
            return !retractedAt.isEmpty() ? "RETRACTED" : edits.isEmpty() ? "RECORDED" : "CORRECTED";
        }
    }
}
