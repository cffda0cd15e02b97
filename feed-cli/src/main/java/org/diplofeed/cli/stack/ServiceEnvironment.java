package org.diplofeed.cli.stack;

import java.util.HashMap;
import java.util.Map;
import org.diplofeed.embedded.PostgresServer;

/** What the local stack tells its services, by environment variables; nothing of it is on a command line. */
record ServiceEnvironment(StackSettings settings, PostgresServer postgres) {

    Map<String, String> of(ServiceName service) {
        var keys = new Keys(new DataDirectory(settings.data()).keys());
        var environment = new HashMap<String, String>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(settings.ports().http(service)));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put(
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(settings.ports().management(service)));
        environment.put(
                "DIPLOFEED_KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + settings.ports().broker());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(service.label()));
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(service.label()));
        environment.put("QUARKUS_DATASOURCE_USERNAME", postgres.username());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", postgres.password());
        // The key, not its place: a file's address with a space in it is not understood.
        environment.put("MP_JWT_VERIFY_PUBLICKEY", keys.publicKey());
        environment.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        switch (service) {
            case INGEST, TIMELINE -> {}
            case ALERT -> {
                environment.put("DIPLOFEED_ALERT_SECRETS_KEY", keys.secretsKey());
                environment.put(
                        "DIPLOFEED_ALERT_PUBLIC_URL",
                        "http://localhost:" + settings.ports().http(service));
                environment.put("DIPLOFEED_ALERT_TARGETS_ALLOW", "127.0.0.0/8,::1/128");
            }
        }
        environment.putAll(settings.environment());
        return environment;
    }
}
