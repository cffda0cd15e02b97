package org.diplofeed.ingest.publish;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import javax.sql.DataSource;
import org.diplofeed.web.broker.KafkaConfig;

/** A second relay and outbox on the same database, as another instance of the service has them. */
public final class AnotherInstance {
    private final Publication publication;

    public AnotherInstance(DataSource database, KafkaConfig kafka, OutboxConfig outbox) {
        publication = new Publication(database, kafka, outbox, new SimpleMeterRegistry());
        publication.start(new StartupEvent());
    }

    /** What it publishes with. */
    public Publication publication() {
        return publication;
    }

    /** How many buckets its relay owns: the work is shared once it owns some and not all. */
    public int ownedBuckets() {
        return publication.state().ownedBuckets();
    }

    /** Ends it; what it leased is the other's again. */
    public void stop() throws InterruptedException {
        publication.stop(new ShutdownEvent());
    }
}
