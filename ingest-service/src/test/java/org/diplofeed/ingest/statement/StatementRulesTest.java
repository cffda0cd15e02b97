package org.diplofeed.ingest.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.diplofeed.events.Statement;
import org.diplofeed.events.StreamKind;
import org.diplofeed.ingest.desk.Change;
import org.diplofeed.ingest.desk.Decision;
import org.diplofeed.ingest.desk.Decision.Accepted;
import org.diplofeed.ingest.desk.Decision.Refused;
import org.diplofeed.ingest.desk.RecordKind;
import org.diplofeed.ingest.desk.RecordState;
import org.diplofeed.ingest.desk.ReferenceKey;
import org.diplofeed.ingest.desk.ReferenceKind;
import org.diplofeed.ingest.desk.Register;
import org.diplofeed.ingest.stack.Samples;
import org.diplofeed.web.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatementRulesTest {
    private static final Instant NOW = Instant.parse("2025-12-03T00:00:00Z");

    @Test
    void a_statement_that_keeps_the_rules_is_accepted_as_it_was_sent() {
        // given
        var document = statement();

        // when
        var decision = decide(document, known());

        // then
        assertThat(decision).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.entry().data()).isEqualTo(document);
            assertThat(accepted.entry().time()).isEqualTo(Instant.parse("2025-12-02T10:00:00Z"));
            assertThat(accepted.entry().stream()).isEqualTo(StreamKind.STATEMENT.of("st.x"));
        });
    }

    static Stream<Arguments> brokenRules() {
        return Stream.of(
                broken("self-not-on-behalf", s -> s.putArray("onBehalfOf")),
                broken("off-record-public", s -> s.put("attribution", "OFF_RECORD")),
                broken("quote-too-long", s -> s.putArray("quotes").add("word ".repeat(26))),
                broken("span-reversed", s -> s.withObject("/occurred").put("to", "2025-12-01")),
                broken(
                        "not-one-day",
                        s -> s.withObject("/occurred").put("precision", "DAY").put("to", "2025-12-03T10:00:00Z")),
                broken("too-early", s -> s.withObject("/occurred").put("from", "1899-12-31")),
                broken(
                        "in-the-future",
                        s -> s.withObject("/occurred")
                                .put("from", "2025-12-04T00:00:01Z")
                                .put("to", "2025-12-05")),
                broken("position-twice", s -> s.withArray("assertions").add(s.at("/assertions/0"))),
                broken("unknown-actor", s -> s.withObject("/speaker").put("actorId", "NOBODY")),
                broken("unknown-issue", s -> ((ObjectNode) s.at("/assertions/0")).put("issueId", "nothing")),
                broken(
                        "unknown-claim",
                        s -> s.withArray("assertions")
                                .add(Samples.json("{'type':'FACT','claimId':'nothing','polarity':'AFFIRM'}"))),
                broken("unknown-document", s -> s.set("document", document("st.nothing"))),
                broken("revises-itself", s -> s.set("document", document("st.x"))),
                broken("revises-later", s -> s.set("document", document("st.later"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenRules")
    void a_statement_that_breaks_a_rule_is_refused(String code, Consumer<ObjectNode> bend) {
        // given
        var document = statement();
        bend.accept(document);

        // when
        var decision = decide(document, known());

        // then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.faults())
                                .extracting(fault -> fault.code())
                                .containsOnly(code));
    }

    @Test
    void all_broken_rules_are_told_at_once() {
        // given
        var document = statement().put("attribution", "OFF_RECORD");
        document.putArray("quotes").add("word ".repeat(26));
        document.withObject("/speaker").put("actorId", "NOBODY");

        // when
        var decision = decide(document, known());

        // then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.faults())
                                .extracting(fault -> fault.pointer())
                                .containsExactlyInAnyOrder("/visibility", "/quotes/0", "/speaker/actorId"));
    }

    @Test
    void an_utterance_may_be_up_to_a_day_ahead_of_our_clock() {
        // given
        var document = statement();
        document.withObject("/occurred").put("from", "2025-12-04T00:00:00Z").put("to", "2025-12-04T00:00:00Z");

        // when
        var decision = decide(document, known());

        // then
        assertThat(decision).isInstanceOf(Accepted.class);
    }

    @Test
    void what_is_off_the_record_is_taken_as_restricted() {
        // given
        var document = statement().put("attribution", "OFF_RECORD").put("visibility", "RESTRICTED");

        // when
        var decision = decide(document, known());

        // then
        assertThat(decision).isInstanceOf(Accepted.class);
    }

    @Test
    void a_statement_may_be_about_what_is_reported_later() {
        // given
        var document = statement();
        document.set("about", Samples.json("{'meetings':['mtg.later'],'statements':['st.much-later']}"));

        // when
        var decision = decide(document, known());

        // then
        assertThat(decision).isInstanceOf(Accepted.class);
    }

    @Test
    void an_embargo_holds_a_statement_back() {
        // given
        var document = statement().put("embargoUntil", "2025-12-03T06:00:00Z");

        // when
        var decision = decide(document, known());

        // then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.entry().change())
                                .isInstanceOfSatisfying(
                                        Change.Stands.class,
                                        stands -> assertThat(stands.record().heldUntil())
                                                .isEqualTo("2025-12-03T06:00:00Z")));
    }

    private static Arguments broken(String code, Consumer<ObjectNode> bend) {
        return Arguments.of(code, bend);
    }

    private static ObjectNode statement() {
        return Samples.statement("st.x", "AAA", "i.a");
    }

    private static ObjectNode document(String revises) {
        return Samples.json("{'title':'Draft','version':'v2','release':'LEAKED','revises':'%s'}".formatted(revises));
    }

    private static Decision decide(ObjectNode document, Register onRecord) {
        return new RecordStatement(StrictJson.value(document, Statement.class), document, "").decide(onRecord, NOW);
    }

    private static Register known() {
        var register = new Register();
        for (var key :
                List.of(new ReferenceKey(ReferenceKind.ACTOR, "AAA"), new ReferenceKey(ReferenceKind.ISSUE, "i.a"))) {
            register.apply(new Change.Defined(key, Samples.json("{}")), 1);
        }
        var later = Samples.statement("st.later", "AAA", "i.a");
        later.withObject("/occurred").put("from", "2025-12-02T11:00:00Z");
        register.load(
                RecordState.fresh("st.later", RecordKind.STATEMENT, StreamKind.STATEMENT.of("st.later"), later, null));
        return register;
    }
}
