package org.diplofeed.web;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;

/**
 * Reads every JSON body that a resource takes as a type of its own, strictly. A resource that wants to check a schema
 * first takes a {@code JsonNode} or an {@code ObjectNode}.
 */
@Provider
@Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json", "application/cloudevents+json"})
public class StrictJsonBody implements MessageBodyReader<Object> {
    private static final Set<Class<?>> RAW = Set.of(InputStream.class, Reader.class, String.class, byte[].class);

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return !RAW.contains(type);
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        var document = StrictJson.read(body);
        if (type.isInstance(document)) {
            return document;
        }
        return StrictJson.value(document, type);
    }
}
