package org.diplofeed.alert.alerts;

/** That somebody is told something of an event: it happens once, however often the event comes. */
record Effect(Derived event, Telling telling, String effectId) {
    Effect(Derived event, Telling telling, Stage stage) {
        this(
                event,
                telling,
                EffectId.of(
                        stage.rehearsalId(),
                        event.occasion().aboutId(),
                        telling.to().subscriptionId(),
                        event.occasion().effectKind(telling.kind())));
    }

    String aboutId() {
        return event.occasion().aboutId();
    }

    /** What tells effects on one subscription about one thing apart. */
    String kind() {
        return event.occasion().effectKind(telling.kind());
    }
}
