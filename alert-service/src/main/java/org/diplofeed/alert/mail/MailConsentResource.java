package org.diplofeed.alert.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.security.MessageDigest;
import java.sql.SQLException;
import org.diplofeed.alert.delivery.Consent;
import org.diplofeed.alert.prose.Html;
import org.diplofeed.alert.webhook.SecretBox;
import org.diplofeed.web.Problem;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What links in mails lead to. A GET changes nothing, for mail programs follow links by themselves. */
@Path("/v1")
@PermitAll
@Blocking
@SecurityRequirementsSet
@Produces(MediaType.TEXT_HTML)
@Tag(name = "mail", description = "What links in mails lead to.")
class MailConsentResource {
    private final Consent consent;
    private final SecretBox secrets;

    MailConsentResource(Consent consent, SecretBox secrets) {
        this.consent = consent;
        this.secrets = secrets;
    }

    @GET
    @Path("confirmations/{challenge}")
    @Operation(
            operationId = "showConfirmation",
            summary = "Ask whether to send alerts by mail",
            description = "A page with a button that confirms.")
    @APIResponse(
            responseCode = "200",
            description = "The page.",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    public String askToConfirm(@RestPath String challenge) {
        return page("<p>Send diplofeed's alerts to your address?</p>", "Yes, send them");
    }

    @POST
    @Path("confirmations/{challenge}")
    @Operation(
            operationId = "confirmMail",
            summary = "Agree to alerts by mail",
            description = "The subscription is active from then on. Idempotent for a week.")
    @APIResponse(
            responseCode = "200",
            description = "Agreed.",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "404",
            description = "The link is none, or is older than a week.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public String confirm(@RestPath String challenge) throws SQLException {
        String name = consent.confirm(challenge).orElseThrow(MailConsentResource::noSuchLink);
        return page("<p>You will get the alerts of “" + Html.escape(name) + "”.</p>", "");
    }

    @GET
    @Path("unsubscriptions/{id}/{proof}")
    @Operation(
            operationId = "showUnsubscription",
            summary = "Ask whether to end alerts by mail",
            description = "A page with a button that ends them.")
    @APIResponse(
            responseCode = "200",
            description = "The page.",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "404",
            description = "The link is none.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public String askToEnd(@RestPath String id, @RestPath String proof) {
        verified(id, proof);
        return page("<p>Send no more alerts to your address?</p>", "No more of these");
    }

    @POST
    @Path("unsubscriptions/{id}/{proof}")
    @Operation(
            operationId = "unsubscribeMail",
            summary = "End alerts by mail",
            description = "What the one-click header of every mail leads to (RFC 8058). Idempotent.")
    @APIResponse(
            responseCode = "200",
            description = "Ended.",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "404",
            description = "The link is none.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public String end(@RestPath String id, @RestPath String proof) throws SQLException {
        verified(id, proof);
        var name = consent.end(id);
        return page(
                "<p>You get no more alerts"
                        + name.map(n -> " of “" + Html.escape(n) + "”").orElse("") + ".</p>",
                "");
    }

    private void verified(String id, String proof) {
        if (!MessageDigest.isEqual(secrets.proof("unsubscribe", id).getBytes(UTF_8), proof.getBytes(UTF_8))) {
            throw noSuchLink();
        }
    }

    private static ProblemException noSuchLink() {
        return new ProblemException(ProblemType.NOT_FOUND, "This link is not, or no longer, one of ours.");
    }

    private static String page(String text, String button) {
        String form =
                button.isEmpty() ? "" : "<form method=\"post\"><button>" + Html.escape(button) + "</button></form>\n";
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>diplofeed</title></head><body>\n"
                + text + "\n" + form + "</body></html>\n";
    }
}
