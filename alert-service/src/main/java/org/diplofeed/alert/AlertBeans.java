package org.diplofeed.alert;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.diplofeed.alert.delivery.DeliveryMetrics;
import org.diplofeed.alert.target.AddressRange;
import org.diplofeed.alert.target.AddressRules;
import org.diplofeed.alert.target.NameServers;
import org.diplofeed.alert.target.TargetClient;
import org.diplofeed.alert.webhook.SecretBox;

/** The plain objects that the resources and workers share. */
class AlertBeans {
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    NameServers nameServers(AlertConfig config) {
        return config.targets().nameServers().map(NameServers::of).orElseGet(NameServers::ofThisMachine);
    }

    void close(@Disposes NameServers nameServers) {
        nameServers.close();
    }

    @Produces
    @Singleton
    SecretBox secrets(AlertConfig config) {
        return new SecretBox(Base64.getDecoder().decode(config.secretsKey()));
    }

    @Produces
    @Singleton
    TargetClient targets(AlertConfig config, Vertx vertx, NameServers nameServers) {
        var allowed = config.targets().allow().orElse(List.of()).stream()
                .map(String::strip)
                .map(AddressRange::parse)
                .toList();
        // More connections than requests under way: a request never waits for one inside its deadline.
        var options = new HttpClientOptions()
                .setMaxPoolSize(config.delivery().concurrency())
                .setTracingPolicy(TracingPolicy.IGNORE); // an attempt is a span already
        return new TargetClient(
                vertx,
                options,
                nameServers,
                new AddressRules(allowed),
                config.targets().deadline(),
                config.targets().answerCap());
    }

    void close(@Disposes TargetClient targets) {
        targets.close();
    }

    @Produces
    @Singleton
    DeliveryMetrics metrics(MeterRegistry registry) {
        return new DeliveryMetrics(registry);
    }
}
