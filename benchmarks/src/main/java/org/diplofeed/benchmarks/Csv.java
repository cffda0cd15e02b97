package org.diplofeed.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rows of comma-separated values (RFC 4180), quotes and line breaks within them included. */
record Csv(BufferedReader in) implements AutoCloseable {
    /** The next row; empty at the end. */
    List<String> next() throws IOException {
        var row = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (quoted) {
                if (c != '"') {
                    field.append((char) c);
                    continue;
                }
                in.mark(1);
                if (in.read() == '"') {
                    field.append('"');
                } else {
                    in.reset();
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',') {
                row.add(field.toString());
                field.setLength(0);
            } else if (c == '\n') {
                row.add(field.toString());
                return row;
            } else if (c != '\r') {
                field.append((char) c);
            }
        }
        if (!row.isEmpty() || !field.isEmpty()) {
            row.add(field.toString());
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
