package org.diplofeed.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/**
 * Synthetic statements, the n-th of a seed always the same: {@value #ACTORS} states speak on {@value #ISSUES} issues, a
 * new one each five minutes of valid time. Some 800 bytes each. A state holds a line on an issue, and says something
 * else in one of {@value #DEPARTURES} statements.
 */
final class Statements {
    static final int ACTORS = 200;
    static final int ISSUES = 50;
    static final int DEPARTURES = 25;
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");
    private static final String[] AUTHORITIES = {"PRINCIPAL", "MINISTER", "SPOKESPERSON", "OFFICIAL"};
    private static final String[] FIRMNESS = {"TENTATIVE", "STATED", "FIRM"};

    private final String prefix;
    private final long seed;

    /** Statements whose ids begin so. */
    Statements(String prefix, long seed) {
        this.prefix = prefix;
        this.seed = seed;
    }

    static String actor(int n) {
        return "X" + (char) ('A' + n / 26) + (char) ('A' + n % 26);
    }

    static String issue(int n) {
        return "x.bench." + n;
    }

    /** The n-th, as the body of a POST. */
    byte[] body(long n) {
        return json(n).getBytes(StandardCharsets.UTF_8);
    }

    /** The n-th, as a CloudEvent. */
    byte[] event(long n) {
        var text = "{\"specversion\":\"1.0\",\"id\":\"" + prefix + n
                + "\",\"source\":\"urn:diplofeed:bench\",\"type\":\"diplofeed.statement.recorded.v1\",\"subject\":\""
                + id(n) + "\",\"data\":" + json(n) + "}";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes so many as NDJSON. */
    Path write(Path file, long from, long count) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (long n = from; n < from + count; n++) {
                out.write(event(n));
                out.write('\n');
            }
        }
        return file;
    }

    /** When the n-th was said. */
    static Instant at(long n) {
        return START.plus(5 * n, ChronoUnit.MINUTES);
    }

    String id(long n) {
        return "st." + prefix + n;
    }

    private String json(long n) {
        var random = new SplittableRandom(seed * 1_000_003 + n);
        int speaker = random.nextInt(ACTORS);
        int about = random.nextInt(ISSUES);
        var line =
                random.nextInt(DEPARTURES) == 0 ? random : new SplittableRandom(seed + speaker * (long) ISSUES + about);
        String actor = actor(speaker);
        String at = at(n).toString();
        return "{\"statementId\":\"" + id(n) + "\",\"kind\":\"UTTERANCE\",\"occurred\":{\"from\":\"" + at
                + "\",\"to\":\"" + at + "\",\"precision\":\"INSTANT\"},\"speaker\":{\"actorId\":\"" + actor
                + "\"},\"onBehalfOf\":[\"" + actor + "\"],\"authority\":\"" + pick(AUTHORITIES, random)
                + "\",\"attribution\":\"ON_RECORD\",\"speechAct\":\"STATE\",\"channel\":\"OFFICIAL_SITE\","
                + "\"summary\":\"Says in statement " + n
                + " where the government stands, and what it would take to change that.\","
                + "\"quotes\":[\"We have said it before and we say it again.\"],"
                + "\"assertions\":[{\"type\":\"POSITION\",\"holder\":\"" + actor + "\",\"issueId\":\""
                + issue(about) + "\",\"stance\":" + (line.nextInt(5) - 2) + ",\"firmness\":\""
                + pick(FIRMNESS, random) + "\",\"voice\":\"SELF\"}],\"source\":{\"sourceId\":\"src." + n
                + "\",\"kind\":\"OFFICIAL_RELEASE\",\"publisher\":\"Bench\",\"originGroup\":\"og." + n
                + "\",\"publishedAt\":\"" + at + "\",\"language\":\"en\",\"reliability\":\"B\"}}";
    }

    private static String pick(String[] from, SplittableRandom random) {
        return from[random.nextInt(from.length)];
    }
}
