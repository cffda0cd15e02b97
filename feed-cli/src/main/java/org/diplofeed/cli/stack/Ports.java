package org.diplofeed.cli.stack;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.diplofeed.embedded.FreePort;

/**
 * Where everything listens, on the loopback address.
 *
 * @param broker Kafka
 * @param postgres Postgres
 * @param http each service's HTTP interface
 * @param management each service's health and metrics
 */
public record Ports(int broker, int postgres, Map<ServiceName, Integer> http, Map<ServiceName, Integer> management) {
    /** Keeps its own copies. */
    public Ports {
        http = Map.copyOf(http);
        management = Map.copyOf(management);
    }

    /** The documented ports, all moved by the same number. */
    public static Ports standard(int offset) {
        return new Ports(
                19092 + offset,
                15432 + offset,
                byService(8081 + offset, 8082 + offset, 8083 + offset),
                byService(9081 + offset, 9082 + offset, 9083 + offset));
    }

    /** Ports that nobody uses now, for tests. */
    public static Ports free() {
        var found = new ArrayList<Integer>();
        while (found.size() < 8) {
            int port = FreePort.find();
            if (!found.contains(port)) {
                found.add(port);
            }
        }
        return new Ports(
                found.get(0),
                found.get(1),
                byService(found.get(2), found.get(3), found.get(4)),
                byService(found.get(5), found.get(6), found.get(7)));
    }

    /** Other ports for the services, beside the same broker and the same Postgres. */
    Ports forOthers() {
        var free = free();
        return new Ports(broker, postgres, free.http(), free.management());
    }

    /** A service's HTTP port. */
    public int http(ServiceName service) {
        return requireNonNull(http.get(service));
    }

    /** A service's management port. */
    public int management(ServiceName service) {
        return requireNonNull(management.get(service));
    }

    private static Map<ServiceName, Integer> byService(int ingest, int timeline, int alert) {
        return Map.of(ServiceName.INGEST, ingest, ServiceName.TIMELINE, timeline, ServiceName.ALERT, alert);
    }

    /** Every port with the name of who wants it. */
    Map<Integer, String> owners() {
        var owners = new LinkedHashMap<Integer, String>();
        owners.put(broker, "the broker");
        owners.put(postgres, "Postgres");
        for (var service : ServiceName.values()) {
            owners.put(http(service), service.module());
            owners.put(management(service), service.module() + "'s health and metrics");
        }
        return owners;
    }
}
