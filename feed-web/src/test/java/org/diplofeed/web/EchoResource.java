package org.diplofeed.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.ConnectException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.diplofeed.events.Condition;
import org.diplofeed.events.ConditionMode;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A resource to send bad input to. */
@Path("/echo")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EchoResource {
    /** What a question's parameters have in common. */
    public static class Bounds {
        @QueryParam("before")
        @Nullable
        String before;
    }

    /** Parameters of a question. */
    public static class Filter extends Bounds {
        @RestQuery
        @Nullable
        Boolean bold;

        @QueryParam("number")
        @Nullable
        Integer count;
    }

    @POST
    @Path("/document")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonNode document(JsonNode body) {
        return body;
    }

    @POST
    @Path("/document")
    @Consumes("application/cloudevents+json")
    public JsonNode event(JsonNode body) {
        return body;
    }

    @POST
    @Path("/value")
    @Consumes(MediaType.APPLICATION_JSON)
    public Condition value(Condition body) {
        return body;
    }

    @GET
    @Path("/long")
    public List<String> lengthy() {
        return Collections.nCopies(200, "a sentence that comes again");
    }

    @GET
    @Path("/repeated")
    public List<String> repeated(@QueryParam("times") int times) {
        return Collections.nCopies(times, "again");
    }

    @GET
    @Path("/filtered")
    public List<String> filtered(
            @BeanParam Filter filter, @RestQuery List<String> tag, @QueryParam("mode") @Nullable ConditionMode mode) {
        return tag;
    }

    @GET
    @Path("/broken")
    public List<String> broken() {
        throw new IllegalStateException("a secret that must not be told");
    }

    @GET
    @Path("/unanswered")
    public List<String> unanswered() {
        throw new CompletionException(new ConnectException("a host that must not be told"));
    }
}
