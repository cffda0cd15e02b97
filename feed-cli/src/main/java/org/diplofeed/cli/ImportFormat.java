package org.diplofeed.cli;

import java.util.List;
import org.diplofeed.cli.convert.ForeignFile;
import org.diplofeed.cli.convert.KnownEntities;
import org.diplofeed.cli.convert.NewsFeedConversion.Office;
import org.diplofeed.cli.convert.Skipped;
import org.diplofeed.cli.load.EventFile;
import org.diplofeed.cli.load.EventSource;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which form a file is, and what the form does not say. */
final class ImportFormat {
    /** The forms. */
    enum Form {
        EVENTS,
        GDELT,
        UNGA,
        FEED
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "EVENTS",
            description = {
                "events: CloudEvents (default). gdelt: GDELT's event files, .zip too; what was said becomes statements,"
                        + " meetings reports. unga: the directory of Voeten's data on votes in the UN General Assembly."
                        + " feed: RSS or Atom of an office's press releases.",
                "Who is not defined yet is defined; what becomes no event is counted."
            })
    private Form form = Form.EVENTS;

    @Option(names = "--speaker", paramLabel = "ACTOR", description = "Of a feed: the body that speaks.")
    private @Nullable String speaker;

    @Option(
            names = "--on-behalf-of",
            paramLabel = "ACTOR",
            split = ",",
            description = "Of a feed: whose line it states.")
    private List<String> onBehalfOf = List.of();

    @Option(names = "--publisher", paramLabel = "NAME", description = "Of a feed: the office's name.")
    private @Nullable String publisher;

    /** Says what is missing before anything is sent. */
    void check() {
        boolean said = speaker != null && publisher != null && !onBehalfOf.isEmpty();
        boolean silent = speaker == null && publisher == null && onBehalfOf.isEmpty();
        if (form == Form.FEED && !said) {
            throw new StackFailure("a feed does not say whose it is: say --speaker, --on-behalf-of and --publisher");
        }
        if (form != Form.FEED && !silent) {
            throw new StackFailure("--speaker, --on-behalf-of and --publisher are those of --format feed");
        }
    }

    EventSource open(String name, KnownEntities known, Skipped skipped) {
        var foreign = new ForeignFile(known, skipped);
        return switch (form) {
            case EVENTS -> EventFile.open(name);
            case GDELT -> foreign.gdelt(name);
            case UNGA -> foreign.unga(name);
            case FEED -> foreign.feed(name, new Office(String.valueOf(speaker), onBehalfOf, String.valueOf(publisher)));
        };
    }
}
