package org.diplofeed.alert.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.diplofeed.alert.prose.AlertProse;
import org.diplofeed.alert.prose.Html;
import org.diplofeed.alert.prose.ProseLayout;
import org.jspecify.annotations.Nullable;

/**
 * Alerts as Atom (RFC 4287). What was taken back is a tombstone (RFC 6721), and what takes it back is an entry. Pure.
 */
final class AtomFeed {
    static final String MEDIA_TYPE = "application/atom+xml";

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";
    private static final String URN = "urn:diplofeed:alert:";

    private final XMLStreamWriter xml;

    private AtomFeed(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * The document.
     *
     * @param self where it is
     * @param alerts as {@code /v1/alerts} shows them, newest first
     */
    static byte[] write(FeedSource source, String self, List<ObjectNode> alerts) {
        try {
            var bytes = new ByteArrayOutputStream();
            var writer = XMLOutputFactory.newInstance().createXMLStreamWriter(bytes, UTF_8.name());
            new AtomFeed(writer).feed(source, self, alerts);
            writer.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("bytes take any document", e);
        }
    }

    private void feed(FeedSource source, String self, List<ObjectNode> alerts) throws XMLStreamException {
        xml.writeStartDocument(UTF_8.name(), "1.0");
        xml.setDefaultNamespace(ATOM);
        xml.setPrefix("at", TOMBSTONES);
        xml.writeStartElement(ATOM, "feed");
        xml.writeDefaultNamespace(ATOM);
        xml.writeNamespace("at", TOMBSTONES);
        text("id", "urn:diplofeed:subscription:" + source.subscriptionId());
        text("title", source.name());
        text("updated", source.updated().toString());
        xml.writeStartElement(ATOM, "author");
        text("name", "diplofeed");
        xml.writeEndElement();
        xml.writeEmptyElement(ATOM, "link");
        xml.writeAttribute("rel", "self");
        xml.writeAttribute("type", MEDIA_TYPE);
        xml.writeAttribute("href", self);
        Map<String, ObjectNode> byId = alerts.stream().collect(Collectors.toMap(AtomFeed::id, Function.identity()));
        for (var alert : alerts) {
            if (alert.hasNonNull("supersededBy")) {
                tombstone(alert, byId.get(alert.path("supersededBy").asText()));
            } else {
                entry(alert);
            }
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void entry(ObjectNode alert) throws XMLStreamException {
        var prose = AlertProse.of(alert);
        xml.writeStartElement(ATOM, "entry");
        text("id", URN + id(alert));
        text("title", prose.title());
        text("updated", alert.path("createdAt").asText());
        text("published", alert.path("createdAt").asText());
        category("kind", alert.path("kind").asText());
        category("class", alert.path("class").asText());
        category("holder", alert.path("holder").path("actorId").asText());
        category("issue", alert.path("issue").path("issueId").asText());
        if (alert.hasNonNull("supersedes")) {
            xml.writeEmptyElement(ATOM, "link");
            xml.writeAttribute("rel", "related");
            xml.writeAttribute("href", URN + alert.path("supersedes").asText());
        }
        text("summary", String.join(" ", prose.lead()));
        xml.writeStartElement(ATOM, "content");
        xml.writeAttribute("type", "html");
        xml.writeCharacters(Html.storable(ProseLayout.html(prose)));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void tombstone(ObjectNode alert, @Nullable ObjectNode by) throws XMLStreamException {
        xml.writeStartElement(TOMBSTONES, "deleted-entry");
        xml.writeAttribute("ref", URN + id(alert));
        xml.writeAttribute("when", (by == null ? alert : by).path("createdAt").asText());
        xml.writeStartElement(TOMBSTONES, "comment");
        xml.writeCharacters(
                Html.storable(by == null ? "Taken back." : AlertProse.of(by).title()));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void text(String element, String text) throws XMLStreamException {
        xml.writeStartElement(ATOM, element);
        xml.writeCharacters(Html.storable(text));
        xml.writeEndElement();
    }

    private void category(String scheme, String term) throws XMLStreamException {
        if (!term.isEmpty()) {
            xml.writeEmptyElement(ATOM, "category");
            xml.writeAttribute("scheme", "urn:diplofeed:" + scheme);
            xml.writeAttribute("term", Html.storable(term));
        }
    }

    private static String id(ObjectNode alert) {
        return alert.path("alertId").asText();
    }
}
