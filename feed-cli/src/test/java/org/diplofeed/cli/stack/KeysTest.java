package org.diplofeed.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    @TempDir
    Path directory;

    @Test
    void a_token_is_proved_by_the_public_key_beside_it() throws Exception {
        // given
        var keys = new Keys(directory);
        keys.make();

        // when
        String token = keys.tokens().issue(Set.of("newsroom"), "desk", "wire", Duration.ofMinutes(5));

        // then
        var parts = List.of(token.split("\\.", -1));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(publicKey(keys)));
        signature.update((parts.get(0) + "." + parts.get(1)).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts.get(2))))
                .isTrue();
        var claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts.get(1)));
        assertThat(claims.path("iss").asText()).isEqualTo("https://diplofeed.local");
        assertThat(claims.path("groups").path(0).asText()).isEqualTo("newsroom");
        assertThat(claims.path("org").asText()).isEqualTo("wire");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(300);
    }

    @Test
    void keys_that_are_there_stay() {
        // given
        var keys = new Keys(directory);
        keys.make();
        String before = keys.secretsKey();

        // when
        keys.make();

        // then
        assertThat(keys.secretsKey()).isEqualTo(before);
        assertThat(Base64.getDecoder().decode(before)).hasSize(32);
    }

    @Test
    void secrets_are_their_owners_alone() throws Exception {
        // when
        var keys = new Keys(directory);
        keys.make();

        // then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.privateKeyFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_that_is_no_key_is_said_to_be_none() throws Exception {
        Path file = Files.writeString(directory.resolve("notes.txt"), "not a key");
        assertThatThrownBy(() -> Keys.readPrivateKey(file))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("no private RSA key");
    }

    private static X509EncodedKeySpec publicKey(Keys keys) {
        return new X509EncodedKeySpec(Base64.getDecoder().decode(keys.publicKey()));
    }
}
