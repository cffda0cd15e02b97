package org.diplofeed.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * The local stack's own keys, made at first use: the pair that signs tokens and proves them (RSA, 2048 bits), and the
 * key under which alert-service encrypts its subscribers' secrets. Files that hold a secret are their owner's alone.
 *
 * @param directory where they are
 */
public record Keys(Path directory) {
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** Makes what is not there yet. */
    public void make() {
        try {
            Files.createDirectories(directory);
            if (!Files.exists(privateKeyFile()) || !Files.exists(publicKeyFile())) {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                var pair = generator.generateKeyPair();
                Files.writeString(
                        publicKeyFile(), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
                writeSecret(
                        privateKeyFile(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            }
            if (!Files.exists(secretsKeyFile())) {
                byte[] key = new byte[32];
                new SecureRandom().nextBytes(key);
                writeSecret(secretsKeyFile(), Base64.getEncoder().encodeToString(key) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    /** The PEM file that services check tokens with. */
    public Path publicKeyFile() {
        return directory.resolve("token-public.pem");
    }

    /** The public key by itself: base64 on one line, without PEM's frame. */
    public String publicKey() {
        try {
            return Files.readString(publicKeyFile(), StandardCharsets.US_ASCII)
                    .replaceAll("-----[A-Z ]+-----", "")
                    .replaceAll("\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The PEM file (PKCS #8) that tokens are signed with. */
    public Path privateKeyFile() {
        return directory.resolve("token-private.pem");
    }

    /** The key of alert-service's secrets: 32 bytes in base64. */
    public String secretsKey() {
        try {
            return Files.readString(secretsKeyFile(), StandardCharsets.US_ASCII).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs tokens with the stack's own key. */
    public Tokens tokens() {
        return new Tokens(readPrivateKey(privateKeyFile()));
    }

    /**
     * Reads a private RSA key in PEM form (PKCS #8).
     *
     * @throws StackFailure when the file is not one
     */
    public static PrivateKey readPrivateKey(Path file) {
        try {
            String body = Files.readString(file, StandardCharsets.US_ASCII)
                    .replaceAll("-----[A-Z ]+-----", "")
                    .replaceAll("\\s", "");
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body));
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (IOException e) {
            throw new StackFailure("cannot read the key file " + file + ": " + e.getMessage(), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StackFailure(file + " holds no private RSA key in PEM form (PKCS #8)", e);
        }
    }

    private Path secretsKeyFile() {
        return directory.resolve("alert-secrets.key");
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n" + PEM.encodeToString(encoded) + "\n-----END " + kind + "-----\n";
    }

    private static void writeSecret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        var ownerAlone = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, ownerAlone)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        }
    }
}
