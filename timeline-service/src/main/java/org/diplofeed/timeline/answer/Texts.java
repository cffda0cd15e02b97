package org.diplofeed.timeline.answer;

import java.util.ArrayList;
import java.util.List;

/** Lists of texts from a column that holds a JSON array. */
final class Texts {
    private Texts() {}

    static List<String> list(Object column) {
        var texts = new ArrayList<String>();
        Names.Json.tree((String) column).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
