package org.diplofeed.timeline.follow;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells how following goes; never makes the service unready, for what is known can be answered without a broker. */
@Readiness
@ApplicationScoped
public class FollowingDetail implements HealthCheck {
    private final Following following;

    FollowingDetail(Following following) {
        this.following = following;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("following").up();
        var progress = following.progress();
        response.withData("broker", progress.isPresent() ? "reached" : "not reached yet");
        progress.ifPresent(now -> {
            response.withData("state", now.state().name()).withData("lag", now.lag());
            if (now.fault() != null) {
                response.withData("fault", now.fault());
            }
        });
        following.newestWatermark().ifPresent(time -> response.withData("watermark", time.toString()));
        return response.build();
    }
}
