package org.diplofeed.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How alerts are made and delivered. */
@ConfigMapping(prefix = "diplofeed.alert")
public interface AlertConfig {
    /**
     * What signing keys are encrypted with at rest: 32 bytes in base64. Has no default; keep it, for without it they
     * are lost.
     */
    @NotBlank
    String secretsKey();

    /** Where this service is reached from outside, without a slash at the end: what feeds and mails link to. */
    @WithDefault("http://localhost:8083")
    @NotBlank
    String publicUrl();

    /** Where webhooks may be sent. */
    Targets targets();

    /** How mail is sent; the server is Quarkus' mailer's to name. */
    Mail mail();

    /** How the queue is worked off. */
    Delivery delivery();

    /** How the log is read. */
    Projection projection();

    /** Where webhooks may be sent. */
    interface Targets {
        /** CIDR ranges that are allowed beside public addresses; none by default. */
        Optional<List<String>> allow();

        /**
         * The name servers that targets' names are looked up with, each an IP address, and {@code :port} if it is not
         * 53; an IPv6 address with a port in brackets. By default those that the machine is set up with.
         */
        Optional<List<String>> nameServers();

        /** Of DNS, connect, TLS, headers and body of one attempt together. */
        @WithDefault("15s")
        Duration deadline();

        /** Most bytes of an answer that are read and kept. */
        @WithDefault("4096")
        @Positive
        @Max(65_536)
        int answerCap();
    }

    /** How mail is sent. */
    interface Mail {
        /** Whom mails come from. Without it no mail is sent, and nobody can subscribe by mail. */
        Optional<String> from();
    }

    /** How the queue is worked off. */
    interface Delivery {
        /** Most deliveries in one claim or one completion. */
        @WithDefault("64")
        @Positive
        @Max(1_000)
        int batch();

        /** Most requests under way to one endpoint. */
        @WithDefault("8")
        @Positive
        int slots();

        /** Of these, those that first attempts alone may use. */
        @WithDefault("4")
        @Positive
        int reservedSlots();

        /** How long a claim stands without a heartbeat, on the database's clock. */
        @WithDefault("15s")
        Duration lease();

        /** How often leases are extended, and those of the dead looked for. */
        @WithDefault("3s")
        Duration heartbeat();

        /** Most requests under way from one instance. */
        @WithDefault("512")
        @Positive
        int concurrency();

        /** Of these, those that first attempts alone may use. */
        @WithDefault("256")
        @Positive
        int reservedConcurrency();

        /** Failures in a row after which an endpoint is asked one delivery at a time, ever more rarely. */
        @WithDefault("10")
        @Positive
        int breaker();

        /** How often the queue is looked at when nothing wakes the workers. */
        @WithDefault("500ms")
        Duration poll();
    }

    /** How the log is read. */
    interface Projection {
        /** The consumer group. */
        @WithDefault("diplofeed-alert")
        @NotBlank
        String group();

        /** Most entries in one transaction. */
        @WithDefault("500")
        @Positive
        @Max(10_000)
        int batchSize();

        /** How long one poll waits when the log is quiet. */
        @WithDefault("1s")
        Duration poll();
    }
}
