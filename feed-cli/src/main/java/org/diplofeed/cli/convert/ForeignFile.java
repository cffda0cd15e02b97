package org.diplofeed.cli.convert;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.diplofeed.cli.load.CountingStream;
import org.diplofeed.cli.load.EventFile;
import org.diplofeed.cli.stack.StackFailure;
import org.tukaani.xz.XZInputStream;

/** Opens files of others, unpacked by what their names end with: .gz, .xz or .zip (its first file). */
public final class ForeignFile {
    private static final String VOTES = "un_votes.csv";
    private static final String ROLL_CALLS = "un_roll_calls.csv";

    private final KnownEntities known;
    private final Skipped skipped;

    /** @param skipped is told of what becomes no event */
    public ForeignFile(KnownEntities known, Skipped skipped) {
        this.known = known;
        this.skipped = skipped;
    }

    /** What reads a form. */
    private interface Reader {
        Conversion of(InputStream text) throws IOException;
    }

    /** GDELT's events. */
    public ConvertedFile gdelt(String name) {
        return open(name, text -> new GdeltConversion(text, skipped));
    }

    /** RSS or Atom of an office. */
    public ConvertedFile feed(String name, NewsFeedConversion.Office office) {
        return open(name, text -> new NewsFeedConversion(text, office, skipped));
    }

    /**
     * Votes of the General Assembly.
     *
     * @param name the directory that holds votes and roll calls, or the file of the votes beside that of the roll calls
     */
    public ConvertedFile unga(String name) {
        var path = Path.of(name);
        var votes = Files.isDirectory(path) ? packedOrNot(path.resolve(VOTES)) : path;
        var rollCalls = packedOrNot(votes.resolveSibling(ROLL_CALLS));
        return open(votes.toString(), text -> {
            try (var calls = unpacked(rollCalls.toString(), Files.newInputStream(rollCalls))) {
                return new UngaConversion(text, calls, skipped);
            }
        });
    }

    private static Path packedOrNot(Path plain) {
        var packed = Path.of(plain + ".xz");
        return Files.exists(packed) ? packed : plain;
    }

    private ConvertedFile open(String name, Reader reader) {
        try {
            var read = new AtomicLong();
            boolean standard = name.equals(EventFile.STANDARD_INPUT);
            var size = standard ? OptionalLong.empty() : OptionalLong.of(Files.size(Path.of(name)));
            var raw = standard ? System.in : Files.newInputStream(Path.of(name));
            var text = unpacked(name, new CountingStream(raw, read));
            return new ConvertedFile(standard ? "standard input" : name, size, read, reader.of(text), known);
        } catch (NoSuchFileException e) {
            throw new StackFailure("there is no file " + e.getFile(), e);
        } catch (IOException e) {
            throw new StackFailure(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream unpacked(String name, InputStream raw) throws IOException {
        var buffered = new BufferedInputStream(raw);
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(buffered);
        }
        if (name.endsWith(".xz")) {
            return new XZInputStream(buffered);
        }
        if (name.endsWith(".zip")) {
            var zip = new ZipInputStream(buffered);
            if (zip.getNextEntry() == null) {
                throw new IOException("it holds no file");
            }
            return zip;
        }
        return buffered;
    }
}
