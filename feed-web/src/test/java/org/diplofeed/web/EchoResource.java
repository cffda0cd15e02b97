package org.diplofeed.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Collections;
import java.util.List;
import org.diplofeed.events.Condition;

/** A resource to send bad input to. */
@Path("/echo")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EchoResource {
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
    @Path("/broken")
    public List<String> broken() {
        throw new IllegalStateException("a secret that must not be told");
    }
}
