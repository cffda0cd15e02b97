package org.diplofeed.timeline.rebuild;

import java.time.Duration;
import org.diplofeed.timeline.position.Rules;

/**
 * The rules of a generation.
 *
 * @param window how long a candidate stays open, in ISO 8601
 * @param pointsToConfirm from which a candidate is confirmed
 */
public record RulesAnswer(String window, int pointsToConfirm) {
    static RulesAnswer of(Rules rules) {
        return new RulesAnswer(Duration.ofMillis(rules.window().toMillis()).toString(), rules.pointsToConfirm());
    }
}
