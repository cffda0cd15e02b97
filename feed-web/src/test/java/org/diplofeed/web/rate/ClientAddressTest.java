package org.diplofeed.web.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:db8:1:2::9, 20010db800010002",
        "::ffff:203.0.113.7, 203.0.113.7"
    })
    void an_address_stands_for_whoever_holds_it(String host, String client) {
        // when
        var known = ClientAddress.of(SocketAddress.inetSocketAddress(4711, host));

        // then
        assertThat(known).isEqualTo(client);
    }

    @Test
    void who_has_no_address_shares_one_quota() {
        // when
        var known = ClientAddress.of((SocketAddress) null);

        // then
        assertThat(known).isEqualTo("unknown");
    }
}
