package org.diplofeed.timeline.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.security.Principal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who comes without a token is a reader where that is configured, and nobody elsewhere. */
class AnonymousReadingTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void where_it_is_switched_on_everybody_may_read_and_do_nothing_else() {
        var identity = augmented(true, nobody());

        assertThat(identity.getRoles()).containsExactly(Roles.READER);
    }

    @Test
    void where_it_is_off_nobody_reads_without_a_token() {
        assertThat(augmented(false, nobody()).getRoles()).isEmpty();
    }

    @Test
    void who_has_a_token_keeps_the_roles_that_it_gives() {
        Principal somebody = () -> "desk";
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(somebody)
                .addRole(Roles.OPERATOR)
                .build();

        assertThat(augmented(true, identity).getRoles()).containsExactly(Roles.OPERATOR);
    }

    private static SecurityIdentity nobody() {
        return QuarkusSecurityIdentity.builder().setAnonymous(true).build();
    }

    private static SecurityIdentity augmented(boolean anonymous, SecurityIdentity identity) {
        AccessConfig access = () -> anonymous;
        return new AnonymousReading(access)
                .augment(identity, work -> Uni.createFrom().nullItem())
                .await()
                .atMost(SOON);
    }
}
