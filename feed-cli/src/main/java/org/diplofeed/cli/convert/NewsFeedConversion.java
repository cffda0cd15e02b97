package org.diplofeed.cli.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Official press releases, as an office publishes them by RSS or Atom: what it says as a body, and no position until an
 * editor adds one by a correction.
 */
public final class NewsFeedConversion implements Conversion {
    private static final String SOURCE = "urn:feed";
    private static final int SUMMARY = 3_000;
    private static final int LABEL = 200;
    private static final String ANY_TAG = "<[^>]*>";

    private final Office office;
    private final Skipped skipped;
    private final SyndFeed feed;
    private final Iterator<SyndEntry> rest;

    /**
     * Whose releases they are.
     *
     * @param speaker the body that speaks, defined on the record
     * @param onBehalfOf whose line it states
     * @param publisher its name
     */
    public record Office(String speaker, List<String> onBehalfOf, String publisher) {
        public Office {
            onBehalfOf = List.copyOf(onBehalfOf);
        }
    }

    /**
     * Reads a feed to its end.
     *
     * @param skipped is told of each item that becomes nothing
     * @throws IOException if it is no feed
     */
    public NewsFeedConversion(InputStream feed, Office office, Skipped skipped) throws IOException {
        this.office = office;
        this.skipped = skipped;
        try (var text = new XmlReader(feed)) {
            this.feed = new SyndFeedInput().build(text);
        } catch (FeedException | IllegalArgumentException e) {
            throw new IOException("it is no RSS or Atom: " + e.getMessage(), e);
        }
        this.rest = this.feed.getEntries().iterator();
    }

    @Override
    public Optional<Converted> next() {
        return rest.hasNext() ? Optional.of(convert(rest.next())) : Optional.empty();
    }

    private Converted convert(SyndEntry item) {
        var title = Optional.ofNullable(item.getTitle())
                .map(NewsFeedConversion::plain)
                .filter(text -> !text.isBlank());
        var published =
                Optional.ofNullable(item.getPublishedDate()).or(() -> Optional.ofNullable(item.getUpdatedDate()));
        var key = Optional.ofNullable(item.getUri()).or(() -> Optional.ofNullable(item.getLink()));
        if (title.isEmpty() || published.isEmpty() || key.isEmpty()) {
            skipped.count("items without a title, a time or an id");
            return Converted.NOTHING;
        }
        var id = "feed:" + Events.hash(office.speaker() + "|" + key.get());
        return new Converted(List.of(), Optional.of(statement(id, item, title.get(), published.get())));
    }

    private ObjectNode statement(String id, SyndEntry item, String title, Date published) {
        var at = published.toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
        var statement = Events.object();
        statement.put("statementId", id).put("kind", "UTTERANCE");
        statement.putObject("occurred").put("from", at).put("to", at).put("precision", "INSTANT");
        statement.putObject("speaker").put("actorId", office.speaker());
        statement.set("onBehalfOf", Events.array(office.onBehalfOf()));
        statement.put("authority", "INSTITUTION").put("attribution", "INSTITUTIONAL");
        statement.put("speechAct", "STATE").put("channel", "OFFICIAL_SITE");
        var text = Optional.ofNullable(item.getDescription())
                .map(SyndContent::getValue)
                .map(NewsFeedConversion::plain)
                .filter(words -> !words.isBlank());
        statement.put(
                "summary", Events.cut(title + text.map(words -> ". " + words).orElse(""), SUMMARY));
        var source = statement.putObject("source");
        source.put("sourceId", id).put("kind", "OFFICIAL_RELEASE").put("publisher", office.publisher());
        source.put("originGroup", Events.cut(office.publisher(), LABEL)).put("publishedAt", at);
        source.put("language", language()).put("reliability", "B");
        Optional.ofNullable(item.getLink())
                .filter(link -> link.matches("https?://[^\\s/?#]+([/?#]\\S*)?"))
                .ifPresent(link -> source.put("url", link));
        return Events.event(SOURCE, id, "statement.recorded", id, statement).put("time", at);
    }

    private String language() {
        return Optional.ofNullable(feed.getLanguage())
                .filter(tag -> tag.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"))
                .orElse("und");
    }

    private static String plain(String text) {
        return text.replaceAll(ANY_TAG, " ").replaceAll("\\s+", " ").strip();
    }

    @Override
    public void close() {
        // It was read to its end when it was opened.
    }
}
