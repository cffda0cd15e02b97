package org.diplofeed.cli.convert;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Rows as GDELT 2.0 writes them, made up. */
final class GdeltRows {
    private final String[] columns = new String[61];

    GdeltRows(String id, String code) {
        Arrays.fill(columns, "");
        columns[0] = id;
        columns[1] = "20180101";
        columns[26] = code;
        columns[28] = code.substring(0, 2);
        columns[30] = "-2.0";
        columns[31] = "18";
        columns[32] = "3";
        columns[34] = "-2.56";
        columns[52] = "Geneva, Genève, Switzerland";
        columns[53] = "SZ"; // FIPS for Switzerland
        columns[59] = "20180101001500";
        columns[60] = "https://news.example/a?b=c";
    }

    /** Who does it. */
    GdeltRows first(String code, String name, String country, String group, String sector) {
        return actor(5, code, name, country, group, sector);
    }

    /** To whom, or with whom. */
    GdeltRows second(String code, String name, String country, String group, String sector) {
        return actor(15, code, name, country, group, sector);
    }

    GdeltRows with(int column, String value) {
        columns[column] = value;
        return this;
    }

    private GdeltRows actor(int at, String code, String name, String country, String group, String sector) {
        columns[at] = code;
        columns[at + 1] = name;
        columns[at + 2] = country;
        columns[at + 3] = group;
        columns[at + 7] = sector;
        return this;
    }

    String line() {
        return String.join("\t", columns);
    }

    static InputStream file(List<String> lines) {
        return new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
