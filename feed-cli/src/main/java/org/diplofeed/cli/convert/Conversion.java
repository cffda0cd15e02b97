package org.diplofeed.cli.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads records of a form of somebody else. */
public interface Conversion extends AutoCloseable {
    /**
     * What one record becomes.
     *
     * @param entities actors and issues that the event is about, each before what refers to it
     * @param event a statement or a meeting report; empty where the record becomes nothing
     */
    record Converted(List<Entity> entities, Optional<ObjectNode> event) {
        static final Converted NOTHING = new Converted(List.of(), Optional.empty());
    }

    /**
     * The next record; empty at the end.
     *
     * @throws IOException if it cannot be read; the message says what and where
     */
    Optional<Converted> next() throws IOException;

    @Override
    void close() throws IOException;
}
