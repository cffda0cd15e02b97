package org.diplofeed.alert.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A statement from a file beside this class, whose parameters have names: {@code :name}, any number of times. */
final class NamedSql {
    private static final Pattern NAME = Pattern.compile("(?<!:):([a-z]+)");

    private final String sql;
    private final List<String> names;

    private NamedSql(String sql, List<String> names) {
        this.sql = sql;
        this.names = names;
    }

    static NamedSql of(String file) {
        try (var in = NamedSql.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no statement " + file);
            }
            var text = new String(in.readAllBytes(), UTF_8);
            var names = new ArrayList<String>();
            var matcher = NAME.matcher(text);
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
            return new NamedSql(matcher.replaceAll("?"), names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PreparedStatement prepare(Connection connection, Map<String, ?> values) throws SQLException {
        var statement = WorkerDatabase.prepare(connection, sql);
        for (int i = 0; i < names.size(); i++) {
            statement.setObject(i + 1, values.get(names.get(i)));
        }
        return statement;
    }
}
