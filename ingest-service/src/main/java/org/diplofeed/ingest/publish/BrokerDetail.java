package org.diplofeed.ingest.publish;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells how publishing goes; never makes the service unready, for accepting goes on without a broker. */
@Readiness
@ApplicationScoped
public class BrokerDetail implements HealthCheck {
    private final Publication publication;

    BrokerDetail(Publication publication) {
        this.publication = publication;
    }

    @Override
    public HealthCheckResponse call() {
        var state = publication.state();
        return HealthCheckResponse.named("publishing")
                .up()
                .withData("topics", state.topicsReady() ? "ready" : "not reached yet")
                .withData("outboxDepth", state.depth())
                .withData("oldestAgeMillis", state.oldestAge().toMillis())
                .withData("relayLagMillis", state.lag().toMillis())
                .withData("ownedBuckets", state.ownedBuckets())
                .withData("refusedStreams", state.refusedStreams())
                .withData("failures", state.failures())
                .build();
    }
}
