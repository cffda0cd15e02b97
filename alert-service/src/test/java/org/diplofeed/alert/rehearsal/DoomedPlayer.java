package org.diplofeed.alert.rehearsal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Plays rehearsals in a process of its own, for a test to kill. */
final class DoomedPlayer {
    private DoomedPlayer() {}

    static Process start(PGSimpleDataSource source) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedPlayer.class.getName(),
                        source.getURL(),
                        String.valueOf(source.getUser()),
                        String.valueOf(source.getPassword()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws SQLException {
        var database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        database.setUser(arguments[1]);
        database.setPassword(arguments[2]);
        var rehearsals = new Rehearsals(database);
        while (true) {
            rehearsals.step();
        }
    }
}
