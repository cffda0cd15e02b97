package org.diplofeed.cli.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.diplofeed.cli.stack.StackFailure;

/** Lines that are written, and their hash. */
final class Lines {
    private final OutputStream out;
    private final MessageDigest digest = sha256Digest();

    Lines(OutputStream out) {
        this.out = out;
    }

    void write(String line) {
        var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        digest.update(bytes);
    }

    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of what was written by now. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new StackFailure("every Java platform has SHA-256", e);
        }
    }
}
