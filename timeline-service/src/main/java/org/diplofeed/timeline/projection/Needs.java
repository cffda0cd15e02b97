package org.diplofeed.timeline.projection;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.RevisionChange;
import org.diplofeed.events.StreamKind;
import org.diplofeed.timeline.position.Position;
import org.diplofeed.timeline.position.Weighed;
import org.diplofeed.timeline.projection.DefinitionStore.Ref;
import org.diplofeed.timeline.projection.Tiding.Noticed;
import org.diplofeed.timeline.projection.Tiding.Shifted;

/**
 * What has to be read before tidings can be told.
 *
 * @param statements that are quoted
 * @param definitions that are named
 * @param told the shifts and notices that may have been told before
 * @param vanished of these, the shifts that stand no more
 */
record Needs(Set<String> statements, Set<Ref> definitions, Set<String> told, Set<String> vanished) {
    /** Of a position of long standing, the affirmations that a reader is shown: the last ones. */
    private static final int BEFORE_EVIDENCE = 10;

    static Needs of(List<Tiding> tidings) {
        var needs = new Needs(new HashSet<>(), new HashSet<>(), new TreeSet<>(), new TreeSet<>());
        for (var tiding : tidings) {
            switch (tiding) {
                case Shifted shifted -> needs.add(shifted);
                case Noticed noticed -> needs.add(noticed);
            }
        }
        return needs;
    }

    private void add(Shifted shifted) {
        if (shifted.change() == RevisionChange.CONFIRMED) {
            add(shifted.key());
            shown(shifted.confirmed().before()).forEach(item -> statements.add(item.statementId()));
            shifted.confirmed().after().evidence().forEach(item -> statements.add(item.statementId()));
        } else {
            told.add(shifted.shiftId());
            vanished.add(shifted.shiftId());
        }
    }

    private void add(Noticed noticed) {
        told.add(noticed.noticeId());
        statements.add(noticed.statementId());
        var key = noticed.key();
        if (key != null) {
            add(key);
        }
        if (noticed.stream().kind() == StreamKind.CLAIM_NOTICES) {
            definitions.add(new Ref(DefinitionStore.Kind.CLAIM, noticed.stream().subject()));
        }
    }

    private void add(PositionKey key) {
        definitions.add(new Ref(DefinitionStore.Kind.ACTOR, key.holder()));
        definitions.add(new Ref(DefinitionStore.Kind.ISSUE, key.issueId()));
    }

    /** The evidence of a position that is shown where it was shifted away from, last affirmed first. */
    static List<Weighed> shown(Position before) {
        var evidence = before.evidence();
        return evidence.subList(Math.max(0, evidence.size() - BEFORE_EVIDENCE), evidence.size())
                .reversed();
    }
}
