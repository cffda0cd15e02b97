package org.diplofeed.alert;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells how far the log is read; never makes the service unready, for answering and delivering go on without a broker.
 */
@Readiness
@ApplicationScoped
public class ProjectionDetail implements HealthCheck {
    private final AlertService service;

    ProjectionDetail(AlertService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        var detail = HealthCheckResponse.named("projection").up();
        service.progress()
                .ifPresentOrElse(
                        progress -> {
                            detail.withData("state", progress.state().name()).withData("lag", progress.lag());
                            if (progress.fault() != null) {
                                detail.withData("fault", progress.fault());
                            }
                        },
                        () -> detail.withData("state", "broker not reached yet"));
        return detail.build();
    }
}
