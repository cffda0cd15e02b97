package org.diplofeed.web;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.diplofeed.events.FeedJson;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes problems, whatever the resource would have produced, and also where no resource method was chosen: between
 * methods of one path that differ in what they consume, the standard writer has no method to ask for annotations and
 * fails.
 */
@Provider
@Produces(MediaType.WILDCARD)
public class ProblemBody implements ServerMessageBodyWriter<Problem> {
    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == Problem.class;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type generic, @Nullable ResteasyReactiveResourceInfo method, MediaType mediaType) {
        return type == Problem.class;
    }

    @Override
    public void writeResponse(Problem problem, Type generic, ServerRequestContext request) throws IOException {
        request.serverResponse().end(FeedJson.mapper().writeValueAsBytes(problem));
    }

    @Override
    public void writeTo(
            Problem problem,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        body.write(FeedJson.mapper().writeValueAsBytes(problem));
    }
}
