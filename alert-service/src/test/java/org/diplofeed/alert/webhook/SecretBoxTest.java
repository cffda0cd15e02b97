package org.diplofeed.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private final SecretBox box = new SecretBox(new byte[32]);

    @Test
    void what_was_sealed_opens_for_its_owner_alone_and_only_unchanged() {
        // when
        byte[] sealed = box.seal("sub_1", "whsec_x");

        // then
        assertThat(box.open("sub_1", sealed)).isEqualTo("whsec_x");
        assertThat(box.seal("sub_1", "whsec_x")).isNotEqualTo(sealed);
        assertThatThrownBy(() -> box.open("sub_2", sealed)).isInstanceOf(IllegalStateException.class);
        sealed[20] ^= 1;
        assertThatThrownBy(() -> box.open("sub_1", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_key_of_another_length_is_refused() {
        assertThatThrownBy(() -> new SecretBox(new byte[16])).isInstanceOf(IllegalArgumentException.class);
    }
}
