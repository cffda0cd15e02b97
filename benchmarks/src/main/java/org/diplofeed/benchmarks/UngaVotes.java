package org.diplofeed.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import org.tukaani.xz.XZInputStream;

/**
 * The roll calls of the United Nations' General Assembly as Voeten's data has them ({@code un_votes.csv} and
 * {@code un_roll_calls.csv}, packed by xz or not): yes +2, abstain 0, no -2, towards what a roll call's short title
 * says.
 */
final class UngaVotes {
    private static final Map<String, Integer> STANCES = Map.of("yes", 2, "abstain", 0, "no", -2);

    private record RollCall(String date, String issue, String title) {}

    private record Vote(String rollCall, String actor, int stance) {}

    private final Map<String, RollCall> rollCalls;
    private final Map<String, String> actors;
    private final List<Vote> votes;

    private UngaVotes(Map<String, RollCall> rollCalls, Map<String, String> actors, List<Vote> votes) {
        this.rollCalls = rollCalls;
        this.actors = actors;
        this.votes = votes;
    }

    /** Reads a directory, votes in order of time. */
    static UngaVotes read(Path directory) throws IOException {
        var rollCalls = new HashMap<String, RollCall>();
        var issues = new HashMap<String, String>();
        try (var rows = csv(directory, "un_roll_calls.csv")) {
            for (var row = rows.next(); !row.isEmpty(); row = rows.next()) {
                String title = row.get(7).isBlank() ? row.get(4) : row.get(7);
                String issue = issues.computeIfAbsent(
                        title, known -> known.isBlank() ? "unga.untitled" : "unga." + issues.size());
                rollCalls.put(row.get(0), new RollCall(row.get(3), issue, title.isBlank() ? "Untitled" : title));
            }
        }
        var actors = new LinkedHashMap<String, String>();
        var votes = new ArrayList<Vote>();
        try (var rows = csv(directory, "un_votes.csv")) {
            for (var row = rows.next(); !row.isEmpty(); row = rows.next()) {
                var stance = STANCES.get(row.get(3));
                if (stance != null && rollCalls.containsKey(row.get(0))) {
                    String actor = actor(row.get(2), row.get(1));
                    actors.put(actor, row.get(1));
                    votes.add(new Vote(row.get(0), actor, stance));
                }
            }
        }
        votes.sort(Comparator.comparing(vote -> date(rollCalls, vote)));
        return new UngaVotes(rollCalls, actors, votes);
    }

    private static String date(Map<String, RollCall> rollCalls, Vote vote) {
        var rollCall = rollCalls.get(vote.rollCall());
        return rollCall == null ? "" : rollCall.date();
    }

    long count() {
        return votes.size();
    }

    /** Puts countries and titles onto the log. */
    void define(EventLog log) {
        var at = Instant.parse("1946-01-01T00:00:00Z");
        actors.forEach((id, name) -> log.first(
                "diplofeed.reference",
                "actor",
                "actor.defined",
                id,
                at,
                Json.object("actorId", id, "type", "STATE", "name", name)));
        var titles = new LinkedHashMap<String, String>();
        rollCalls.values().forEach(rollCall -> titles.put(rollCall.issue(), rollCall.title()));
        titles.forEach((id, title) -> log.first(
                "diplofeed.reference",
                "issue",
                "issue.defined",
                id,
                at,
                Json.object("issueId", id, "proposition", title)));
        log.flush();
    }

    /** Puts some votes onto the log. */
    void send(EventLog log, long from, long to) {
        for (var vote : votes.subList((int) from, (int) Math.min(to, votes.size()))) {
            var rollCall = rollCalls.get(vote.rollCall());
            if (rollCall != null) {
                var id = "unga." + vote.rollCall() + "." + vote.actor();
                log.first(
                        "diplofeed.statements",
                        "statement",
                        "statement.recorded",
                        id,
                        Instant.parse(rollCall.date() + "T00:00:00Z"),
                        statement(id, vote, rollCall));
            }
        }
        log.flush();
    }

    /** Paths of some of the positions that follow, from all over the votes. */
    List<String> positions(int count) {
        var positions = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var vote = votes.get((int) ((long) i * votes.size() / count / 4));
            var rollCall = rollCalls.get(vote.rollCall());
            if (rollCall != null) {
                positions.add(vote.actor() + "/" + rollCall.issue());
            }
        }
        return positions;
    }

    private static byte[] statement(String id, Vote vote, RollCall rollCall) {
        return """
                {"statementId":"%1$s","kind":"VOTE","occurred":{"from":"%2$s","to":"%2$s","precision":"DAY"},\
                "speaker":{"actorId":"%3$s"},"onBehalfOf":["%3$s"],"authority":"PRINCIPAL","attribution":"ON_RECORD",\
                "speechAct":"STATE","channel":"VOTE","summary":"Votes in the General Assembly.",\
                "assertions":[{"type":"POSITION","holder":"%3$s","issueId":"%4$s","stance":%5$d,"firmness":"STATED",\
                "voice":"SELF"}],"source":{"sourceId":"src.unga","kind":"DATASET","publisher":"United Nations",\
                "originGroup":"unga","publishedAt":"%2$s","language":"en","reliability":"A"}}""".formatted(id, rollCall.date(), vote.actor(), rollCall.issue(), vote.stance())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** ISO 3166-1 alpha-3 where there is one; else, for states that are no more, a name made of the country's. */
    private static String actor(String alpha2, String name) {
        try {
            var alpha3 = Locale.of("", alpha2).getISO3Country();
            if (!alpha3.isEmpty()) {
                return alpha3;
            }
        } catch (MissingResourceException noLongerAState) {
            return "X." + alpha2;
        }
        return "X." + name.replaceAll("[^A-Za-z]", "").toUpperCase(Locale.ROOT);
    }

    private static Csv csv(Path directory, String name) throws IOException {
        var packed = directory.resolve(name + ".xz");
        var in = Files.exists(packed)
                ? new XZInputStream(Files.newInputStream(packed))
                : Files.newInputStream(directory.resolve(name));
        var csv = new Csv(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16));
        csv.next(); // the names of the columns
        return csv;
    }
}
