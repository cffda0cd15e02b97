package org.diplofeed.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.web.ProblemType.CONFLICT;
import static org.diplofeed.web.ProblemType.EDITS_OVERLAP;
import static org.diplofeed.web.ProblemType.STALE_VERSION;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.diplofeed.events.LinkRelation;
import org.diplofeed.events.RecordsLinked;
import org.diplofeed.events.RetractionReason;
import org.diplofeed.events.StreamKind;
import org.diplofeed.ingest.desk.Change;
import org.diplofeed.ingest.desk.Command;
import org.diplofeed.ingest.desk.Decision;
import org.diplofeed.ingest.desk.Decision.Accepted;
import org.diplofeed.ingest.desk.Decision.Refused;
import org.diplofeed.ingest.desk.RecordKind;
import org.diplofeed.ingest.desk.RecordState;
import org.diplofeed.ingest.desk.RecordStatus;
import org.diplofeed.ingest.desk.ReferenceKey;
import org.diplofeed.ingest.desk.ReferenceKind;
import org.diplofeed.ingest.desk.Register;
import org.diplofeed.ingest.stack.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaterRulesTest {
    private static final Instant NOW = Instant.parse("2025-12-03T00:00:00Z");

    private final Register onRecord = new Register();
    private long version;

    @Test
    void a_correction_changes_what_stands_and_writes_what_was_sent() {
        // given
        recorded("st.x");
        var patch = Samples.json("{'summary':'Says no.'}");

        // when
        var decision = correct("ann", patch).decide(onRecord, NOW);

        // then
        assertThat(decision).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.entry().data()).isEqualTo(Samples.json("""
                            {'target':'st.x','patch':{'summary':'Says no.'},'reason':'CODING_ERROR','by':'ann'}
                            """));
            assertThat(standing(accepted).document().path("summary").asText()).isEqualTo("Says no.");
            assertThat(standing(accepted).status()).isEqualTo(RecordStatus.CORRECTED);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'statementId':'st.y'}                    | identity
            {'quotes':['a b c d e f g h i j k l m n o p q r s t u v w x y z']} | quote-too-long
            {'speaker':{'actorId':'NOBODY'}}          | unknown-actor
            {'attribution':'OFF_RECORD'}              | off-record-public
            {'embargoUntil':'2999-01-01T00:00:00Z'}   | published
            {'summary':null}                          | required
            {'colour':'red'}                          | unknown-property
            """)
    void a_correction_has_to_leave_a_record_that_keeps_the_rules(String patch, String code) {
        // given
        recorded("st.x");

        // when
        var decision = correct("ann", Samples.json(patch)).decide(onRecord, NOW);

        // then
        assertThat(codes(decision)).contains(code);
    }

    @Test
    void a_retracted_record_cannot_be_corrected() {
        // given
        recorded("st.x");
        when(retract("st.x", RetractionReason.FABRICATED, null));

        // when
        var decision = correct("ann", Samples.json("{'summary':'Says no.'}")).decide(onRecord, NOW);

        // then
        assertThat(type(decision)).isEqualTo(CONFLICT.uri());
    }

    @Test
    void two_editors_who_touch_the_same_collide() {
        // given
        recorded("st.x");
        when(correct("ann", Samples.json("{'occurred':{'to':'2025-12-02T11:00:00Z'}}")));

        // when
        var decision = correct("ben", Samples.json("{'occurred':{'to':'2025-12-02T12:00:00Z'}}"))
                .decide(onRecord, NOW);

        // then
        assertThat(type(decision)).isEqualTo(EDITS_OVERLAP.uri());
    }

    @Test
    void two_editors_who_touch_different_parts_do_not_collide() {
        // given
        recorded("st.x");
        when(correct("ann", Samples.json("{'occurred':{'to':'2025-12-02T11:00:00Z'}}")));

        // when
        var decision = correct("ben", Samples.json("{'note':'Checked.'}")).decide(onRecord, NOW);

        // then
        assertThat(decision).isInstanceOf(Accepted.class);
    }

    @Test
    void an_editor_never_collides_with_her_own_corrections() {
        // given
        recorded("st.x");
        when(correct("ann", Samples.json("{'summary':'Says no.'}")));

        // when
        var decision = correct("ann", Samples.json("{'summary':'Says so.'}")).decide(onRecord, NOW);

        // then
        assertThat(decision).isInstanceOf(Accepted.class);
    }

    @Test
    void a_version_that_is_not_the_present_one_is_stale() {
        // given
        recorded("st.x");
        when(correct("ann", Samples.json("{'summary':'Says no.'}")));

        // when
        var decision = new CorrectRecord(
                        new Target("st.x", null, OptionalLong.of(1), "ben", ""),
                        false,
                        Samples.json("{'note':'Checked.'}"),
                        "DATE",
                        null)
                .decide(onRecord, NOW);

        // then
        assertThat(type(decision)).isEqualTo(STALE_VERSION.uri());
    }

    @Test
    void nobody_withdraws_what_is_not_said_yet() {
        // given
        recorded("st.x");

        // when
        var early = retract("st.x", RetractionReason.SPEAKER_WITHDREW, Instant.parse("2025-12-02T09:59:59Z"))
                .decide(onRecord, NOW);
        var entryError = retract("st.x", RetractionReason.ENTRY_ERROR, Instant.parse("2025-12-02T09:59:59Z"))
                .decide(onRecord, NOW);

        // then
        assertThat(codes(early)).containsExactly("withdrawn-before");
        assertThat(entryError).isInstanceOf(Accepted.class);
    }

    @Test
    void all_faults_of_a_link_are_told_at_once() {
        // given
        recorded("st.x");
        recorded("st.retracted");
        when(retract("st.retracted", RetractionReason.ENTRY_ERROR, null));

        // when
        var decision = link("st.x", "st.x", "st.nothing", "st.retracted").decide(onRecord, NOW);

        // then
        assertThat(codes(decision)).containsExactly("own-duplicate", "unknown-statement", "retracted");
    }

    @Test
    void a_duplicate_is_nobodys_canonical_record() {
        // given
        recorded("st.x");
        recorded("st.y");
        recorded("st.z");
        when(link("st.x", "st.y"));

        // when
        var decision = link("st.y", "st.z").decide(onRecord, NOW);

        // then
        assertThat(codes(decision)).containsExactly("linked");
    }

    private void recorded(String id) {
        onRecord.apply(new Change.Defined(new ReferenceKey(ReferenceKind.ACTOR, "AAA"), Samples.json("{}")), 1);
        onRecord.apply(new Change.Defined(new ReferenceKey(ReferenceKind.ISSUE, "i.a"), Samples.json("{}")), 1);
        onRecord.apply(
                new Change.Stands(RecordState.fresh(
                        id,
                        RecordKind.STATEMENT,
                        StreamKind.STATEMENT.of(id),
                        Samples.statement(id, "AAA", "i.a"),
                        null)),
                1);
        version = 1;
    }

    private void when(Command command) {
        if (command.decide(onRecord, NOW) instanceof Accepted accepted) {
            version++;
            onRecord.apply(accepted.entry().change(), version);
        } else {
            throw new IllegalStateException("what is given has to be accepted");
        }
    }

    private static Command correct(String by, ObjectNode patch) {
        return new CorrectRecord(
                new Target("st.x", null, OptionalLong.empty(), by, ""), false, patch, "CODING_ERROR", null);
    }

    private static Command retract(String id, RetractionReason reason, @Nullable Instant time) {
        return new RetractRecord(new Target(id, null, OptionalLong.empty(), "ann", ""), reason, time);
    }

    private static Command link(String canonical, String... duplicates) {
        return new LinkRecords(
                new RecordsLinked(canonical, List.of(duplicates), LinkRelation.SAME_UTTERANCE),
                Samples.json("{}"),
                "",
                null);
    }

    private static RecordState standing(Accepted accepted) {
        return ((Change.Stands) accepted.entry().change()).record();
    }

    private static List<String> codes(Decision decision) {
        return ((Refused) decision).faults().stream().map(fault -> fault.code()).toList();
    }

    private static String type(Decision decision) {
        return ((Refused) decision).type().uri();
    }
}
