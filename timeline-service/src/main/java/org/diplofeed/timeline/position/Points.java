package org.diplofeed.timeline.position;

import org.diplofeed.events.Attribution;
import org.diplofeed.events.Authority;
import org.diplofeed.events.Voice;

/** What an assertion weighs: by whose office it is made, on what terms, and whose words it is. */
public final class Points {
    private static final int BACKGROUND_CAP = 1;

    private Points() {}

    /** From 0, which moves nothing, to 3, which confirms alone. */
    public static int of(Authority authority, Attribution attribution, Voice voice) {
        if (voice != Voice.SELF) {
            return 0;
        }
        return switch (attribution) {
            case ON_RECORD, INSTITUTIONAL -> of(authority);
            case BACKGROUND -> Math.min(of(authority), BACKGROUND_CAP);
            case DEEP_BACKGROUND, OFF_RECORD, LEAKED, OWN_REPORTING, UNRECOGNIZED -> 0;
        };
    }

    private static int of(Authority authority) {
        return switch (authority) {
            case PRINCIPAL -> 3;
            case MINISTER, ENVOY, SPOKESPERSON, INSTITUTION -> 2;
            case MILITARY, OFFICIAL -> 1;
            case STATE_MEDIA, INSIDER, EXPERT, NONE, UNRECOGNIZED -> 0;
        };
    }
}
