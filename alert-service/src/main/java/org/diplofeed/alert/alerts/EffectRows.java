package org.diplofeed.alert.alerts;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/** The ledger of what was told to whom: one of what was told in earnest, one of what was rehearsed. */
final class EffectRows {
    private static final String EARNEST = """
            insert into effect (effect_id, about_id, subscription_id, kind)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[])
            on conflict (effect_id) do nothing returning effect_id
            """;

    private static final String REHEARSED = """
            insert into rehearsed_effect (effect_id, about_id, subscription_id, kind, rehearsal_id)
            select e.*, ? from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as e
            on conflict (effect_id) do nothing returning effect_id
            """;

    private final Connection connection;
    private final Stage stage;

    EffectRows(Connection connection, Stage stage) {
        this.connection = connection;
        this.stage = stage;
    }

    /** Those that are new, each once though it came twice; from now on they are not. */
    List<Effect> keep(List<Told> told) throws SQLException {
        var effects = told.stream()
                .flatMap(of -> of.tellings().stream().map(telling -> new Effect(of.event(), telling, stage)))
                .toList();
        if (effects.isEmpty()) {
            return List.of();
        }
        try (var insert = connection.prepareStatement(stage.rehearsed() ? REHEARSED : EARNEST)) {
            int first = 1;
            if (stage.rehearsed()) {
                insert.setString(first, stage.rehearsalId());
                first++;
            }
            insert.setArray(first, texts(effects, Effect::effectId));
            insert.setArray(first + 1, texts(effects, Effect::aboutId));
            insert.setArray(
                    first + 2, texts(effects, effect -> effect.telling().to().subscriptionId()));
            insert.setArray(first + 3, texts(effects, Effect::kind));
            var fresh = new HashSet<String>();
            try (var rows = insert.executeQuery()) {
                while (rows.next()) {
                    fresh.add(rows.getString(1));
                }
            }
            return effects.stream()
                    .filter(effect -> fresh.remove(effect.effectId()))
                    .toList();
        }
    }

    private Array texts(List<Effect> effects, Function<Effect, String> of) throws SQLException {
        return connection.createArrayOf("text", effects.stream().map(of).toArray());
    }
}
