package org.diplofeed.timeline.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.diplofeed.events.NoticeKind;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was ever told: shifts and notices, standing or not. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.READER, Roles.NEWSROOM, Roles.OPERATOR})
@Tag(name = "shifts", description = "Shifts of positions and notices, as they were told.")
class ToldResource {
    private static final String LATEST_FIRST = " order by t.known_from desc, t.id desc limit ";

    private final ReadModel model;

    ToldResource(ReadModel model) {
        this.model = model;
    }

    /**
     * Something that was told.
     *
     * @param subject of a notice: the position, meeting, claim or document that it is about
     * @param standing whether it still stood at `knownAt`
     * @param alerted of a shift: whether it was told as an alert
     * @param knownFrom the recordedtime of the event that brought it
     * @param told as it was told; evidence that may no longer be shown is left out
     */
    public record ToldItem(
            String id,
            @Nullable String subject,
            boolean standing,
            @Nullable Boolean alerted,
            Instant knownFrom,
            JsonNode told) {}

    /**
     * Part of what was told. It is not cited: whether something was told as an alert is decided once, live, and a
     * rebuild compares no more than what stands.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ToldPage(
            List<ToldItem> items,
            @Nullable String next,
            @JsonUnwrapped Basis basis) implements Answered {
        static ToldPage of(Page<ToldItem> page) {
            return new ToldPage(page.items(), page.next(), page.basis());
        }

        @Override
        public boolean citable() {
            return false;
        }
    }

    @GET
    @Path("/shifts")
    @Operation(
            operationId = "listShifts",
            summary = "Shifts",
            description = "All shifts that were ever confirmed, the last one told first, each with its evidence as it"
                    + " was told and whether it still stands.")
    @APIResponse(responseCode = "200", description = "A page of shifts.")
    public Uni<ToldPage> shifts(
            @QueryParam("holder") @Nullable String holder,
            @QueryParam("issue") @Nullable String issue,
            @Parameter(description = "Only those that became known at or after this time.")
                    @QueryParam("since")
                    @Nullable
                    String since,
            @Parameter(description = "Whether they still stand.") @QueryParam("standing") @Nullable Boolean standing,
            @BeanParam Listing listing) {
        var where = new Where().and("t.holder = :holder", "holder", holder).and("t.issue_id = :issue", "issue", issue);
        return page(
                "select s.shift_id as id, cast(null as text) as subject, s.* from shift s",
                "cast(t.alerted as text)",
                where,
                since,
                standing,
                listing);
    }

    @GET
    @Path("/notices")
    @Operation(
            operationId = "listNotices",
            summary = "Notices",
            description = "Clarifications, mixed signals, leaks that diverge and disputes, the last one told first.")
    @APIResponse(responseCode = "200", description = "A page of notices.")
    public Uni<ToldPage> notices(
            @QueryParam("kind") @Nullable NoticeKind kind,
            @QueryParam("holder") @Nullable String holder,
            @QueryParam("issue") @Nullable String issue,
            @QueryParam("since") @Nullable String since,
            @QueryParam("standing") @Nullable Boolean standing,
            @BeanParam Listing listing) {
        var where = new Where()
                .and("t.kind = :kind", "kind", kind == null ? null : kind.name())
                .and("t.subject_kind = 'POSITION' and t.subject like :holder", "holder", prefix(holder))
                .and("t.subject_kind = 'POSITION' and t.subject like :issue", "issue", suffix(issue));
        return page("select n.notice_id as id, n.* from notice n", "''", where, since, standing, listing);
    }

    private Uni<ToldPage> page(
            String rows,
            String alerted,
            Where where,
            @Nullable String since,
            @Nullable Boolean standing,
            Listing listing) {
        int limit = listing.limit();
        var known = Snapshot.time("knownAt");
        where.and("t.known_from <= " + known)
                .and(
                        "t.known_from >= " + Snapshot.time("since"),
                        "since",
                        since == null ? null : Clocks.start("since", since).toString());
        if (standing != null) {
            where.and((standing ? "" : "not ") + "(t.known_to is null or t.known_to > " + known + ")");
        }
        if (listing.cursor != null) {
            var place = Page.place(listing.cursor, 2);
            where.and(
                    "(t.known_from, t.id) < (" + Snapshot.time("beforeTime") + ", :beforeId)",
                    "beforeTime",
                    Page.time(place.get(0)).toString());
            where.parameters().put("beforeId", place.get(1));
        }
        var sql = "select t.id, rfc3339(t.known_from), t.known_to is null or t.known_to > " + known + ", " + alerted
                + ", t.data, t.subject from (" + rows + ") t" + where.sql() + LATEST_FIRST + (limit + 1);
        return model.at(
                listing,
                snapshot -> snapshot.rows(sql, where.parameters())
                        .chain(found -> hidden(snapshot, found)
                                .map(hidden -> ToldPage.of(Page.of(
                                        snapshot,
                                        found,
                                        limit,
                                        row -> item(row, hidden),
                                        row -> List.of((String) row[1], (String) row[0]))))));
    }

    private static ToldItem item(Object[] row, Set<String> hidden) {
        var alerted = (String) row[3];
        return new ToldItem(
                (String) row[0],
                (String) row[5],
                (Boolean) row[2],
                alerted.isEmpty() ? null : Boolean.valueOf(alerted),
                Snapshot.instant(row[1]),
                without(Names.Json.tree((String) row[4]), hidden));
    }

    /** Of the statements that rows quote, those that were restricted by then. */
    private static Uni<Set<String>> hidden(Snapshot snapshot, List<Object[]> rows) {
        var quoted = new HashSet<String>();
        rows.forEach(row -> {
            var told = Names.Json.tree((String) row[4]);
            told.findValuesAsText("statementId").forEach(quoted::add);
        });
        if (quoted.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return snapshot.rows(
                        """
                        select distinct r.id, r.kind from record_revision r
                         where r.kind = 'STATEMENT' and r.restricted and r.id = any(%1$s) and r.known_from <= %2$s
                           and not exists (select from record_revision l where l.kind = r.kind and l.id = r.id
                                              and l.version > r.version and l.known_from <= %2$s)
                        """.formatted(Snapshot.list("ids"), Snapshot.time("knownAt")),
                        Map.of("ids", Snapshot.texts(quoted)))
                .map(found -> {
                    var hidden = new HashSet<String>();
                    found.forEach(row -> hidden.add((String) row[0]));
                    return hidden;
                });
    }

    private static JsonNode without(JsonNode told, Set<String> hidden) {
        if (!hidden.isEmpty() && told instanceof ObjectNode object) {
            for (var list : List.of("evidence", "beforeEvidence")) {
                if (object.get(list) instanceof ArrayNode evidence) {
                    evidence.removeIf(
                            item -> hidden.contains(item.path("statementId").asText()));
                }
            }
        }
        return told;
    }

    private static @Nullable String prefix(@Nullable String holder) {
        return holder == null ? null : escaped(holder) + "|%";
    }

    private static @Nullable String suffix(@Nullable String issue) {
        return issue == null ? null : "%|" + escaped(issue);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
