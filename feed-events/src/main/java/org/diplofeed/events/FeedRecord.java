package org.diplofeed.events;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One event as it stands on the log.
 *
 * @param envelope the CloudEvents attributes
 * @param event what this reader understands of it
 * @param data the document itself, brought to the present schema version: properties and enum values of a newer schema,
 *     which {@code event} cannot show, survive here
 */
public record FeedRecord(Envelope envelope, FeedEvent event, ObjectNode data) {}
