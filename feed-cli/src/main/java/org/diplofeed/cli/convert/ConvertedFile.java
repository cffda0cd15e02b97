package org.diplofeed.cli.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.diplofeed.cli.load.EventLine;
import org.diplofeed.cli.load.EventSource;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;

/**
 * The events that a file of somebody else becomes. What defines an entity has the number 0: no record says it alone.
 */
public final class ConvertedFile implements EventSource {
    private static final String DEFINED_BY = "urn:diplofeed:import";

    private final String name;
    private final OptionalLong size;
    private final AtomicLong read;
    private final Conversion conversion;
    private final KnownEntities known;
    private final ArrayDeque<EventLine> ready = new ArrayDeque<>();
    private long number;

    /**
     * A file.
     *
     * @param size in bytes, on the disk
     * @param read how many of them were read, which the conversion counts
     */
    public ConvertedFile(String name, OptionalLong size, AtomicLong read, Conversion conversion, KnownEntities known) {
        this.name = name;
        this.size = size;
        this.read = read;
        this.conversion = conversion;
        this.known = known;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public OptionalLong size() {
        return size;
    }

    @Override
    public long bytesRead() {
        return read.get();
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public @Nullable EventLine next() {
        try {
            while (ready.isEmpty()) {
                var converted = conversion.next();
                if (converted.isEmpty()) {
                    return null;
                }
                number++;
                take(converted.get());
            }
            return ready.remove();
        } catch (IOException e) {
            throw new StackFailure(name + " cannot be read behind record " + number + ": " + e.getMessage(), e);
        }
    }

    private void take(Conversion.Converted converted) {
        for (var entity : converted.entities()) {
            if (known.isNew(entity)) {
                ready.add(new EventLine(0, bytes(definition(entity))));
            }
        }
        converted.event().ifPresent(event -> ready.add(new EventLine(number, bytes(event))));
    }

    private static ObjectNode definition(Entity entity) {
        var id = entity.kind() + "/" + entity.id() + "/"
                + Events.hash(entity.definition().toString());
        return Events.event(DEFINED_BY, id, entity.kind() + ".defined", entity.id(), entity.definition());
    }

    private static byte[] bytes(ObjectNode event) {
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            conversion.close();
        } catch (IOException e) {
            throw new StackFailure(name + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
