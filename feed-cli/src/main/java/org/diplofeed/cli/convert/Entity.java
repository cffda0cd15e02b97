package org.diplofeed.cli.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An actor or an issue that is defined if nobody has defined it yet.
 *
 * @param kind actor or issue
 */
record Entity(String kind, String id, ObjectNode definition) {
    static Entity actor(String id, String type, String name) {
        return new Entity(
                "actor",
                id,
                Events.object().put("actorId", id).put("type", type).put("name", name));
    }

    static Entity issue(String id, String proposition) {
        return new Entity("issue", id, Events.object().put("issueId", id).put("proposition", proposition));
    }
}
