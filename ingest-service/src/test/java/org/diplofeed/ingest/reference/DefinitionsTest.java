package org.diplofeed.ingest.reference;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.diplofeed.ingest.stack.Client;
import org.diplofeed.ingest.stack.IngestStack;
import org.diplofeed.ingest.stack.Samples;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = IngestStack.class, scope = TestResourceScope.GLOBAL)
class DefinitionsTest {

    @Test
    void the_definition_that_holds_already_changes_nothing() {
        // given
        var actor = Samples.json("{'type':'STATE','name':'First'}");
        Client.send(Client.publisher(), actor).put("/v1/actors/DFA").then().statusCode(201);

        // when
        var again = Client.send(Client.publisher(), actor).put("/v1/actors/DFA");

        // then
        again.then().statusCode(200).header("ETag", "\"1\"");
    }

    @Test
    void to_define_anew_takes_an_operator() {
        // given
        Client.send(Client.publisher(), Samples.json("{'type':'STATE','name':'First'}"))
                .put("/v1/actors/DFB");
        var anew = Samples.json("{'type':'STATE','name':'Second'}");

        // when
        var publisher = Client.send(Client.publisher(), anew).put("/v1/actors/DFB");
        var operator =
                Client.send(Client.operator().header("If-Match", "\"1\""), anew).put("/v1/actors/DFB");

        // then
        publisher.then().statusCode(403);
        operator.then().statusCode(200).header("ETag", "\"2\"");
        Client.publisher().get("/v1/actors/DFB").then().body("document.name", equalTo("Second"));
    }

    @Test
    void a_stale_version_is_refused() {
        // given
        Client.send(Client.publisher(), Samples.json("{'proposition':'It is so.'}"))
                .put("/v1/claims/df.c");

        // when
        var answer = Client.send(
                        Client.operator().header("If-Match", "\"7\""), Samples.json("{'proposition':'It is not.'}"))
                .put("/v1/claims/df.c");

        // then
        answer.then().statusCode(412);
    }

    @Test
    void an_id_in_the_document_must_be_the_one_in_the_address() {
        // when
        var answer = Client.send(Client.publisher(), Samples.json("{'issueId':'df.y','proposition':'It is so.'}"))
                .put("/v1/issues/df.x");

        // then
        answer.then().statusCode(422).body("errors[0].pointer", equalTo("/issueId"));
    }
}
