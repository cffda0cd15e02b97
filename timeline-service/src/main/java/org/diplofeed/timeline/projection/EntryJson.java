package org.diplofeed.timeline.projection;

import org.diplofeed.timeline.position.Entry;
import org.diplofeed.timeline.position.Reading;
import org.diplofeed.timeline.position.Withdrawal;

/** Entries of positions as they are stored; their times as they were told, for the database rounds. */
public final class EntryJson {
    private EntryJson() {}

    static String kind(Entry entry) {
        return switch (entry) {
            case Reading _ -> "READING";
            case Withdrawal _ -> "WITHDRAWAL";
        };
    }

    static String write(Entry entry) {
        return FoldJson.text(entry);
    }

    /** The entry of a row of {@code position_entry}. */
    public static Entry read(String kind, String body) {
        return kind.equals("READING") ? FoldJson.read(body, Reading.class) : FoldJson.read(body, Withdrawal.class);
    }
}
