package org.diplofeed.cli.stack;

import java.util.Locale;

/** The three services, in the order in which what happens passes through them. */
public enum ServiceName {
    INGEST,
    TIMELINE,
    ALERT;

    /** The name that people type, and the database's. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The module, and the name in log lines. */
    public String module() {
        return label() + "-service";
    }
}
