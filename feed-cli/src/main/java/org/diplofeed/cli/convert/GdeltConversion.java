package org.diplofeed.cli.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * GDELT's events (version 1.0 or 2.0: tab-separated, without a header). What was said becomes a statement in the
 * outlet's own voice, without a position: there is no issue, so it feeds timelines and no alert. What was done is
 * skipped.
 */
public final class GdeltConversion implements Conversion {
    private static final String SOURCE = "urn:gdelt";
    private static final int COLUMNS_2 = 61;
    private static final int COLUMNS_1 = 58;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final int LABEL = 200;
    private static final int URL = 2_048;

    private final BufferedReader rows;
    private final Skipped skipped;
    private long number;

    /** @param skipped is told of each row that becomes nothing */
    public GdeltConversion(InputStream rows, Skipped skipped) {
        this.rows = new BufferedReader(new InputStreamReader(rows, StandardCharsets.UTF_8));
        this.skipped = skipped;
    }

    @Override
    public Optional<Converted> next() throws IOException {
        var line = rows.readLine();
        if (line == null) {
            return Optional.empty();
        }
        number++;
        var columns = line.split("\t", -1);
        if (columns.length != COLUMNS_2 && columns.length != COLUMNS_1) {
            if (number == 1) {
                throw new IOException("it is no GDELT file: its first row has " + columns.length + " columns, not "
                        + COLUMNS_2 + " (version 2.0) or " + COLUMNS_1 + " (1.0)");
            }
            return skip("rows of another number of columns");
        }
        try {
            return Optional.of(convert(new Row(columns)));
        } catch (DateTimeException _) {
            return skip("rows without a date");
        }
    }

    private Optional<Converted> skip(String reason) {
        skipped.count(reason);
        return Optional.of(Converted.NOTHING);
    }

    private Converted convert(Row row) {
        var act = Cameo.of(row.code());
        if (act.isEmpty()) {
            skipped.count("CAMEO " + Cameo.root(row.code()));
            return Converted.NOTHING;
        }
        var first = row.first();
        var second = row.second();
        if (first.isEmpty()) {
            skipped.count("no actor named");
            return Converted.NOTHING;
        }
        var entities = Stream.concat(first.stream(), second.stream())
                .flatMap(actor -> actor.entities().stream())
                .toList();
        return switch (act.get()) {
            case Cameo.Said said -> new Converted(entities, Optional.of(statement(row, said, first.get(), second)));
            case Cameo.Met met
            when isMeeting(first.get(), second) ->
                new Converted(entities, Optional.of(report(row, met, first.get(), second.get())));
            case Cameo.Denied denied
            when isMeeting(first.get(), second) ->
                new Converted(entities, Optional.of(denial(row, denied, first.get(), second.get())));
            default -> {
                skipped.count("meetings with nobody else named");
                yield Converted.NOTHING;
            }
        };
    }

    private static boolean isMeeting(CameoActor first, Optional<CameoActor> second) {
        return second.isPresent() && !second.get().id().equals(first.id());
    }

    private static ObjectNode statement(Row row, Cameo.Said said, CameoActor speaker, Optional<CameoActor> audience) {
        var statement = Events.object();
        statement.put("statementId", row.id()).put("kind", "UTTERANCE");
        statement.set("occurred", Events.day(row.date()));
        statement.putObject("speaker").put("actorId", speaker.id());
        statement.set("onBehalfOf", Events.array(List.of(speaker.side())));
        statement.put("authority", "NONE").put("attribution", "OWN_REPORTING").put("speechAct", said.speechAct());
        statement.put("channel", "NEWS").put("summary", row.summary(said.verb()));
        audience.ifPresent(to -> statement.set("audience", Events.array(List.of(to.id()))));
        statement.set("source", row.source());
        statement.put("note", row.note());
        return Events.event(SOURCE, row.id(), "statement.recorded", row.id(), statement)
                .put("time", row.date() + "T00:00:00Z");
    }

    private static ObjectNode report(Row row, Cameo.Met met, CameoActor first, CameoActor second) {
        var report = meeting(row, first, second, met.presence(), met.verb());
        report.put("phase", met.phase());
        return reported(row, report);
    }

    private static ObjectNode denial(Row row, Cameo.Denied denied, CameoActor first, CameoActor second) {
        var report = meeting(row, first, second, "EXPECTED", denied.verb());
        report.put("confirmation", "DENIES").set("confirmationOf", Events.array(List.of(first.side())));
        return reported(row, report);
    }

    /** What all reports of one day, actors and place have in common: so that A with B and B with A are one meeting. */
    private static ObjectNode meeting(Row row, CameoActor first, CameoActor second, String presence, String verb) {
        var who = new TreeSet<>(List.of(first.id(), second.id()));
        var report = Events.object();
        report.put("reportId", row.id());
        report.put("meetingId", "gdelt:" + Events.hash(row.date() + "|" + String.join("|", who) + "|" + row.place()));
        report.set("occurred", Events.day(row.date()));
        var by = report.putObject("reportedBy");
        by.putObject("speaker")
                .put("descriptor", "a news report, coded by GDELT")
                .put("count", "ONE");
        by.put("authority", "NONE").put("attribution", "OWN_REPORTING");
        if (!row.place().isBlank()) {
            report.putObject("place").put("name", Events.cut(row.place(), LABEL));
        }
        var participants = report.putArray("participants");
        for (var actor : List.of(first, second)) {
            participants
                    .addObject()
                    .put("actorId", actor.id())
                    .put("side", actor.side())
                    .put("role", "PARTY")
                    .put("presence", presence);
        }
        report.set("source", row.source());
        report.put("note", row.summary(verb) + " " + row.note());
        return report;
    }

    private static ObjectNode reported(Row row, ObjectNode report) {
        return Events.event(
                        SOURCE,
                        row.id(),
                        "meeting.reported",
                        report.path("meetingId").asText(),
                        report)
                .put("time", row.date() + "T00:00:00Z");
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    /** A row, by what its columns mean. */
    @SuppressWarnings("ArrayRecordComponent") // One row, read once.
    private record Row(String[] columns) {
        String id() {
            return "gdelt:" + columns[0];
        }

        String date() {
            return LocalDate.parse(columns[1], DAY).toString();
        }

        String code() {
            return columns[26];
        }

        Optional<CameoActor> first() {
            return CameoActor.of(columns[5], columns[7], columns[8], columns[12]);
        }

        Optional<CameoActor> second() {
            return CameoActor.of(columns[15], columns[17], columns[18], columns[22]);
        }

        /** A country's code there is FIPS's, which is used for nothing here. */
        String place() {
            return columns[columns.length == COLUMNS_2 ? 52 : 50];
        }

        String summary(String verb) {
            return name(columns[6], columns[5]) + " " + verb
                    + (columns[15].isBlank() ? "" : ", towards " + name(columns[16], columns[15])) + ".";
        }

        /** How the act was coded: an attribute of it, and nobody's stance. */
        String note() {
            return "CAMEO %s, Goldstein %s, tone %s; %s mentions in %s sources."
                    .formatted(columns[26], columns[30], columns[34], columns[31], columns[32]);
        }

        ObjectNode source() {
            var url = columns[columns.length - 1].strip();
            var source = Events.object();
            source.put("sourceId", id()).put("kind", "DATASET").put("publisher", "GDELT");
            source.put("originGroup", host(url)).put("publishedAt", added());
            source.put("language", "und").put("reliability", "F").put("locator", "GLOBALEVENTID " + columns[0]);
            if (url.matches("https?://[^\\s/?#]+([/?#]\\S*)?") && url.length() <= URL) {
                source.put("url", url);
            }
            return source;
        }

        private String added() {
            var added = columns[columns.length - 2];
            return added.length() == 8
                    ? LocalDate.parse(added, DAY).toString()
                    : LocalDateTime.parse(added, MOMENT)
                            .toInstant(ZoneOffset.UTC)
                            .toString();
        }

        private static String name(String name, String code) {
            return name.isBlank() ? code : name;
        }

        private static String host(String url) {
            try {
                var host = URI.create(url).getHost();
                return host == null ? "gdelt" : host;
            } catch (IllegalArgumentException _) {
                return "gdelt";
            }
        }
    }
}
