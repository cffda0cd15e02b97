package org.diplofeed.timeline.position;

import java.time.Instant;
import java.util.List;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.Authority;
import org.diplofeed.events.Condition;
import org.diplofeed.events.ConditionMode;
import org.diplofeed.events.Continuity;
import org.diplofeed.events.Firmness;
import org.diplofeed.events.Moment;
import org.diplofeed.events.PositionAssertion;
import org.diplofeed.events.Precision;
import org.diplofeed.events.TimeSpan;
import org.diplofeed.events.Voice;
import org.jspecify.annotations.Nullable;

/** Readings for tests: a president's word at a time, changed where a rule needs it. */
record Readings(
        String id,
        String at,
        int stance,
        Firmness firmness,
        String speaker,
        Authority authority,
        Attribution attribution,
        Voice voice,
        List<String> conditions,
        @Nullable Continuity continuity) {

    static Readings president(String id, String at, int stance) {
        return new Readings(
                id,
                at,
                stance,
                Firmness.STATED,
                "xaa.president",
                Authority.PRINCIPAL,
                Attribution.ON_RECORD,
                Voice.SELF,
                List.of(),
                null);
    }

    static Readings spokesperson(String id, String at, int stance) {
        return president(id, at, stance).by("xaa.spokes", Authority.SPOKESPERSON);
    }

    Readings by(String who, Authority office) {
        return new Readings(id, at, stance, firmness, who, office, attribution, voice, conditions, continuity);
    }

    Readings on(Attribution terms) {
        return new Readings(id, at, stance, firmness, speaker, authority, terms, voice, conditions, continuity);
    }

    Readings in(Voice other) {
        return new Readings(id, at, stance, firmness, speaker, authority, attribution, other, conditions, continuity);
    }

    Readings firmly(Firmness other) {
        return new Readings(id, at, stance, other, speaker, authority, attribution, voice, conditions, continuity);
    }

    Readings given(String... keys) {
        return new Readings(
                id, at, stance, firmness, speaker, authority, attribution, voice, List.of(keys), continuity);
    }

    Readings saying(Continuity other) {
        return new Readings(id, at, stance, firmness, speaker, authority, attribution, voice, conditions, other);
    }

    Reading reading() {
        var moment = Moment.at(Instant.parse(at));
        return new Reading(
                id,
                new TimeSpan(moment, moment, Precision.INSTANT),
                speaker,
                authority,
                attribution,
                new PositionAssertion(
                        "XAA",
                        "x.bridge",
                        stance,
                        firmness,
                        voice,
                        conditions.stream()
                                .map(key -> new Condition(key, ConditionMode.IF, key))
                                .toList(),
                        continuity));
    }
}
