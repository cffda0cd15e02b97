package org.diplofeed.timeline.position;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.Authority;
import org.diplofeed.events.Continuity;
import org.diplofeed.events.Firmness;
import org.diplofeed.events.Voice;
import org.jspecify.annotations.Nullable;

/**
 * What a feed may be told of one position, drawn by seed: few speakers, few stances and times that meet or lie exactly
 * W apart, so that every rule and every boundary comes up often.
 */
final class Histories {
    /** One recorded event. */
    sealed interface Event {
        String statementId();
    }

    /** A statement, or the correction of one that was recorded before. */
    record Recorded(Reading reading) implements Event {
        @Override
        public String statementId() {
            return reading.statementId();
        }
    }

    /** A retraction that takes the statement out of validity altogether, or its link to a canonical record. */
    record Retracted(String statementId) implements Event {}

    /** The speaker withdrew it. */
    record Withdrew(Withdrawal withdrawal) implements Event {
        @Override
        public String statementId() {
            return withdrawal.statementId();
        }
    }

    private static final Instant START = Instant.parse("2030-01-01T09:00:00Z");
    private static final List<Duration> GAPS = List.of(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofHours(5),
            Duration.ofHours(15),
            Duration.ofDays(1),
            Duration.ofDays(3).minusNanos(1000),
            Duration.ofDays(3),
            Duration.ofDays(3),
            Duration.ofDays(3).plusNanos(1000),
            Duration.ofHours(200));
    private static final List<Authority> LOUD = List.of(Authority.PRINCIPAL, Authority.MINISTER, Authority.OFFICIAL);
    private static final List<Authority> QUIET =
            List.of(Authority.OFFICIAL, Authority.MILITARY, Authority.SPOKESPERSON);
    private static final List<List<Integer>> STANCES =
            List.of(List.of(-2, -1, 0, 1, 2), List.of(1, 2), List.of(-1, 0, 1), List.of(-2, 2), List.of(0, 2));

    private final Random random;
    private final List<Authority> authorities;
    private final List<Integer> stances;
    private final boolean conditional;
    private final List<Instant> times = new ArrayList<>(List.of(START));

    private Histories(long seed) {
        random = new Random(seed);
        authorities = pick(List.of(LOUD, QUIET, QUIET, Arrays.asList(Authority.values())));
        stances = pick(STANCES);
        conditional = random.nextInt(3) == 0;
    }

    /** A history of so many recorded events. */
    static List<Event> of(long seed, int length) {
        var histories = new Histories(seed);
        var events = new ArrayList<Event>();
        while (events.size() < length) {
            events.add(histories.next(events));
        }
        return events;
    }

    /** The same events in another order; those of one statement keep theirs, as one stream does. */
    static List<Event> shuffled(List<Event> events, Random random) {
        var queues = new LinkedHashMap<String, List<Event>>();
        var order = new ArrayList<String>();
        for (var event : events) {
            queues.computeIfAbsent(event.statementId(), _ -> new ArrayList<>()).add(event);
            order.add(event.statementId());
        }
        Collections.shuffle(order, random);
        var shuffled = new ArrayList<Event>();
        order.forEach(id -> {
            var queue = queues.get(id);
            if (queue != null) {
                shuffled.add(queue.removeFirst());
            }
        });
        return shuffled;
    }

    /** What a fold walks over once these events are recorded, in no particular order. */
    static List<Entry> entries(List<Event> events) {
        var readings = new HashMap<String, Reading>();
        var withdrawals = new HashMap<String, Withdrawal>();
        var gone = new HashSet<String>();
        for (var event : events) {
            switch (event) {
                case Recorded recorded -> readings.put(recorded.statementId(), recorded.reading());
                case Retracted retracted -> gone.add(retracted.statementId());
                case Withdrew withdrew -> withdrawals.put(withdrew.statementId(), withdrew.withdrawal());
            }
        }
        var entries = new ArrayList<Entry>();
        readings.forEach((id, reading) -> {
            if (!gone.contains(id)) {
                entries.add(reading);
                var withdrawal = withdrawals.get(id);
                if (withdrawal != null) {
                    entries.add(withdrawal);
                }
            }
        });
        return entries;
    }

    static void tell(Ledger ledger, Event event) {
        switch (event) {
            case Recorded recorded -> ledger.record(recorded.reading());
            case Retracted retracted -> ledger.retract(retracted.statementId());
            case Withdrew withdrew -> ledger.withdraw(withdrew.withdrawal());
        }
    }

    private Event next(List<Event> events) {
        int die = events.isEmpty() ? 0 : random.nextInt(20);
        if (die < 14) {
            return new Recorded(reading("s%03d".formatted(random.nextInt(1000))));
        }
        String id = pick(events).statementId();
        if (die < 16) {
            return new Recorded(reading(id));
        }
        return die < 18 ? new Retracted(id) : new Withdrew(new Withdrawal(id, time()));
    }

    private Reading reading(String id) {
        boolean plain = random.nextInt(3) > 0;
        return new Readings(
                        id,
                        time().toString(),
                        pick(stances),
                        random.nextInt(3) > 0 ? Firmness.STATED : pick(known(Firmness.values())),
                        pick(List.of("president", "spokes", "minister", "official")),
                        pick(authorities),
                        plain ? Attribution.ON_RECORD : pick(Arrays.asList(Attribution.values())),
                        random.nextInt(8) > 0 ? Voice.SELF : pick(Arrays.asList(Voice.values())),
                        conditional
                                ? pick(List.of(List.of(), List.of("a"), List.of("b"), List.of("b", "a")))
                                : List.of(),
                        continuity())
                .reading();
    }

    private @Nullable Continuity continuity() {
        return random.nextInt(3) > 0 ? null : pick(known(Continuity.values()));
    }

    private static <E extends Enum<E>> List<E> known(E[] values) {
        return Arrays.stream(values)
                .filter(value -> !value.name().equals("UNRECOGNIZED"))
                .toList();
    }

    /** Some way after a time that came up before: near the last one, mostly. */
    private Instant time() {
        var from = random.nextInt(3) > 0 ? times.getLast() : pick(times);
        var time = from.plus(pick(GAPS));
        times.add(time);
        return time;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
