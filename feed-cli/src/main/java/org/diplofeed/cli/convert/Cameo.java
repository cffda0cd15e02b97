package org.diplofeed.cli.convert;

import java.util.Map;
import java.util.Optional;

/** What an act of CAMEO's code book is here: something said, or something about a meeting. */
sealed interface Cameo {
    /**
     * Something said.
     *
     * @param verb for a summary
     */
    record Said(String speechAct, String verb) implements Cameo {}

    /** A meeting is reported to be in this phase. */
    record Met(String phase, String presence, String verb) implements Cameo {}

    /** A side denies a meeting. */
    record Denied(String verb) implements Cameo {}

    /** Acts by the first three digits of their code, or by the first two. */
    Map<String, Cameo> ACTS = Map.ofEntries(
            Map.entry("01", new Said("STATE", "makes a statement")),
            Map.entry("011", new Said("DECLINE", "declines to comment")),
            Map.entry("015", new Said("CONFIRM", "acknowledges responsibility")),
            Map.entry("016", new Said("DENY", "denies responsibility")),
            Map.entry("02", new Said("APPEAL", "appeals")),
            Map.entry("03", new Said("PROMISE", "promises to cooperate")),
            Map.entry("036", new Met("MOOTED", "EXPECTED", "is ready to meet or negotiate")),
            Map.entry("040", new Met("HELD", "ATTENDED", "consults")),
            Map.entry("041", new Met("HELD", "ATTENDED", "talks by telephone")),
            Map.entry("042", new Met("HELD", "ATTENDED", "makes a visit")),
            Map.entry("043", new Met("HELD", "ATTENDED", "hosts a visit")),
            Map.entry("044", new Met("HELD", "ATTENDED", "meets at a third place")),
            Map.entry("045", new Met("HELD", "ATTENDED", "mediates")),
            Map.entry("046", new Met("HELD", "ATTENDED", "negotiates")),
            Map.entry("05", new Said("AGREE", "agrees to cooperate")),
            Map.entry("10", new Said("DEMAND", "demands")),
            Map.entry("11", new Said("ACCUSE", "accuses or disapproves")),
            Map.entry("12", new Said("REJECT", "rejects")),
            Map.entry("125", new Denied("rejects a proposal to meet or negotiate")),
            Map.entry("13", new Said("THREATEN", "threatens")));

    /** The act of a code of two to four digits; empty for what nobody said and no meeting was. */
    static Optional<Cameo> of(String code) {
        var base = code.length() < 3 ? null : ACTS.get(code.substring(0, 3));
        return Optional.ofNullable(base != null ? base : ACTS.get(root(code)));
    }

    /** The first two digits. */
    static String root(String code) {
        return code.substring(0, Math.min(2, code.length()));
    }
}
