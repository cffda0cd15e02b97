package org.diplofeed.cli.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Roll calls of the United Nations' General Assembly, as Voeten's data has them ({@code un_votes.csv}, and
 * {@code un_roll_calls.csv} for what was voted on). A vote is what a state holds: yes +2, abstain 0, no -2, towards
 * what the recurring title says.
 */
public final class UngaConversion implements Conversion {
    private static final String SOURCE = "urn:unga";
    private static final int TITLE = 900;
    private static final int SLUG = 60;
    private static final int SUMMARY = 3_000;

    private final Map<String, RollCall> rollCalls = new HashMap<>();
    private final CloseableIterator<NamedCsvRecord> votes;
    private final Skipped skipped;

    /** What a vote says. */
    private record Voted(int stance, String speechAct) {}

    private static final Map<String, Voted> VOTES =
            Map.of("yes", new Voted(2, "AGREE"), "abstain", new Voted(0, "DECLINE"), "no", new Voted(-2, "REJECT"));

    /**
     * A roll call.
     *
     * @param title what recurs from year to year
     * @param what what was voted on this time
     */
    private record RollCall(String date, String resolution, String title, String what) {
        String issueId() {
            var slug =
                    title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
            return "unga." + slug.substring(0, Math.min(SLUG, slug.length())) + "-"
                    + Events.hash(title).substring(0, 8);
        }
    }

    /**
     * Votes.
     *
     * @param rollCalls is read to its end and closed
     * @param skipped is told of each vote that becomes nothing
     * @throws IOException if the roll calls cannot be read
     */
    public UngaConversion(InputStream votes, InputStream rollCalls, Skipped skipped) throws IOException {
        this.skipped = skipped;
        try (var rows = csv(rollCalls)) {
            for (var row : rows) {
                var title = row.getField("short").isBlank() ? row.getField("unres") : row.getField("short");
                this.rollCalls.put(
                        row.getField("rcid"),
                        new RollCall(
                                row.getField("date"),
                                row.getField("unres"),
                                title.isBlank() ? "Untitled" : Events.cut(title.strip(), TITLE),
                                row.getField("descr")));
            }
        } catch (NoSuchElementException | CsvParseException | UncheckedIOException e) {
            throw new IOException("the roll calls: " + e.getMessage(), e);
        }
        this.votes = csv(votes).iterator();
    }

    private static CsvReader<NamedCsvRecord> csv(InputStream rows) {
        return CsvReader.builder().ofNamedCsvRecord(rows);
    }

    @Override
    public Optional<Converted> next() throws IOException {
        try {
            return votes.hasNext() ? Optional.of(convert(votes.next())) : Optional.empty();
        } catch (NoSuchElementException | CsvParseException | UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Converted convert(NamedCsvRecord row) {
        var voted = VOTES.get(row.getField("vote"));
        if (voted == null) {
            skipped.count("votes that are neither yes, no nor abstain");
            return Converted.NOTHING;
        }
        var rollCall = rollCalls.get(row.getField("rcid"));
        if (rollCall == null) {
            skipped.count("votes of a roll call that is not listed");
            return Converted.NOTHING;
        }
        var state = state(row.getField("country_code"), row.getField("country"));
        var issue = Entity.issue(rollCall.issueId(), rollCall.title());
        var id = "unga:" + row.getField("rcid") + ":" + state.id();
        return new Converted(
                List.of(state, issue), Optional.of(statement(id, row, voted, rollCall, state.id(), issue.id())));
    }

    /** A state without a code of ISO's is named by its name. */
    private static Entity state(String alpha2, String name) {
        var alpha3 = Countries.alpha3(alpha2);
        var id = alpha3.orElseGet(() -> "X." + name.replaceAll("[^A-Za-z]", "").toUpperCase(Locale.ROOT));
        var state = Entity.actor(id, "STATE", name);
        alpha3.ifPresent(iso3 -> state.definition().put("iso3", iso3));
        return state;
    }

    private static ObjectNode statement(
            String id, NamedCsvRecord row, Voted voted, RollCall rollCall, String state, String issue) {
        var statement = Events.object();
        statement.put("statementId", id).put("kind", "VOTE");
        statement.set("occurred", Events.day(rollCall.date()));
        statement.putObject("speaker").put("actorId", state);
        statement.set("onBehalfOf", Events.array(List.of(state)));
        statement.put("authority", "PRINCIPAL").put("attribution", "ON_RECORD");
        statement.put("speechAct", voted.speechAct()).put("channel", "VOTE");
        statement.put("summary", summary(row, rollCall));
        var assertion = statement.putArray("assertions").addObject();
        assertion.put("type", "POSITION").put("holder", state).put("issueId", issue);
        assertion.put("stance", voted.stance()).put("firmness", "STATED").put("voice", "SELF");
        var source = statement.putObject("source");
        source.put("sourceId", "unga:" + row.getField("rcid")).put("kind", "DATASET");
        source.put("publisher", "United Nations General Assembly voting data (Voeten)");
        source.put("originGroup", "unga").put("publishedAt", rollCall.date());
        source.put("language", "en").put("reliability", "A").put("locator", "rcid " + row.getField("rcid"));
        return Events.event(SOURCE, id, "statement.recorded", id, statement)
                .put("time", rollCall.date() + "T00:00:00Z");
    }

    private static String summary(NamedCsvRecord row, RollCall rollCall) {
        var about =
                rollCall.what().isBlank() ? rollCall.title() : rollCall.what().strip();
        return Events.cut(
                "Votes %s on %s: %s"
                        .formatted(
                                row.getField("vote"),
                                rollCall.resolution().isBlank() ? "a resolution" : rollCall.resolution(),
                                about),
                SUMMARY);
    }

    @Override
    public void close() throws IOException {
        votes.close();
    }
}
