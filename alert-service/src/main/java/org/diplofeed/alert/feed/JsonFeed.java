package org.diplofeed.alert.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.diplofeed.alert.prose.AlertProse;
import org.diplofeed.alert.prose.ProseLayout;
import org.diplofeed.events.FeedJson;

/**
 * Alerts as JSON Feed 1.1. The format has no tombstones: what was taken back keeps its id, and its title and text say
 * so. Pure.
 */
final class JsonFeed {
    static final String MEDIA_TYPE = "application/feed+json";

    private static final List<String> TAGS = List.of("/kind", "/class", "/holder/actorId", "/issue/issueId");

    private JsonFeed() {}

    /**
     * The document.
     *
     * @param self where it is
     * @param alerts as {@code /v1/alerts} shows them, newest first
     */
    static byte[] write(FeedSource source, String self, List<ObjectNode> alerts) {
        var feed = FeedJson.mapper().createObjectNode();
        feed.put("version", "https://jsonfeed.org/version/1.1");
        feed.put("title", source.name());
        feed.put("feed_url", self);
        feed.putArray("authors").addObject().put("name", "diplofeed");
        var items = feed.putArray("items");
        alerts.forEach(alert -> items.add(item(alert)));
        try {
            return FeedJson.mapper().writeValueAsBytes(feed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is JSON", e);
        }
    }

    private static ObjectNode item(ObjectNode alert) {
        var prose = AlertProse.of(alert);
        boolean fell = alert.hasNonNull("supersededBy");
        var item = FeedJson.mapper().createObjectNode();
        item.put("id", alert.path("alertId").asText());
        item.put("title", fell ? "Does not stand any more: " + prose.title() : prose.title());
        item.put("date_published", alert.path("createdAt").asText());
        if (fell) {
            item.put(
                    "content_text",
                    "This was taken back by " + alert.path("supersededBy").asText() + ".");
        } else {
            item.put("content_html", ProseLayout.html(prose));
            item.put("content_text", ProseLayout.text(prose));
        }
        var tags = item.putArray("tags");
        TAGS.stream().map(alert::at).filter(tag -> tag.isTextual()).forEach(tags::add);
        var extension = item.putObject("_diplofeed");
        extension.put("about", "https://diplofeed.org/feeds");
        extension.put("sequence", alert.path("sequence").asLong());
        extension.put("pubstatus", fell ? "canceled" : alert.path("pubstatus").asText());
        for (var link : List.of("supersedes", "supersededBy")) {
            if (alert.hasNonNull(link)) {
                extension.set(link, alert.get(link));
            }
        }
        return item;
    }
}
