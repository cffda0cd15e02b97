package org.diplofeed.timeline.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.diplofeed.timeline.projection.Folding;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code generation_fold}: how far something is folded.
 *
 * @param last the last key that is; null while none is
 * @param folded of how many parts
 * @param total of how many there are
 */
record FoldPlace(@Nullable List<String> last, long folded, long total, boolean done) {
    private static final FoldPlace NONE = new FoldPlace(null, 0, 0, false);

    /** Where it is; begins it. */
    static FoldPlace of(Connection connection, int generation, Folding folding) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into public.generation_fold (generation, what, total) values (?, ?, (%s))
                on conflict do nothing
                """.formatted(folding.countQuery()))) {
            insert.setInt(1, generation);
            insert.setString(2, folding.what());
            insert.executeUpdate();
        }
        return find(connection, generation, folding.what());
    }

    /** Where it is; nowhere if it was not begun. */
    static FoldPlace find(Connection connection, int generation, String what) throws SQLException {
        try (var select = connection.prepareStatement("""
                select last_key, folded, total, done from public.generation_fold where generation = ? and what = ?
                """)) {
            select.setInt(1, generation);
            select.setString(2, what);
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    return NONE;
                }
                var key = rows.getArray(1);
                return new FoldPlace(
                        key == null ? null : List.of((String[]) key.getArray()),
                        rows.getLong(2),
                        rows.getLong(3),
                        rows.getBoolean(4));
            }
        }
    }

    static void move(Connection connection, int generation, Folding folding, @Nullable List<String> last, long parts)
            throws SQLException {
        if (last == null) {
            return;
        }
        try (var update = connection.prepareStatement("""
                update public.generation_fold set last_key = ?, folded = folded + ? where generation = ? and what = ?
                """)) {
            update.setArray(1, connection.createArrayOf("text", last.toArray()));
            update.setLong(2, parts);
            update.setInt(3, generation);
            update.setString(4, folding.what());
            update.executeUpdate();
        }
    }

    static void end(Connection connection, int generation, Folding folding) throws SQLException {
        try (var update = connection.prepareStatement(
                "update public.generation_fold set done = true where generation = ? and what = ?")) {
            update.setInt(1, generation);
            update.setString(2, folding.what());
            update.executeUpdate();
        }
    }
}
