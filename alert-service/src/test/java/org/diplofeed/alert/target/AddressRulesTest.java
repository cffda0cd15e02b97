package org.diplofeed.alert.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private static final AddressRules STRICT = new AddressRules(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.0.0",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.0",
                "192.0.0.255",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fc00::1",
                "fd12::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "100::1",
                "1fff:ffff::1",
                "4000::1",
                "2001::1",
                "2001:1ff:ffff::1",
                "2001:db8::1",
                "2002:808:808::1",
                "3fff::1",
                "3fff:fff::1",
                "::ffff:8.8.8.8",
                "::ffff:127.0.0.1",
                "::8.8.8.8",
                "64:ff9b::8.8.8.8",
                "64:ff9b:1::8.8.8.8",
                "::ffff:0:8.8.8.8",
                "2a00::5efe:8.8.8.8",
                "2a00::200:5efe:127.0.0.1"
            })
    void nothing_but_public_addresses_is_permitted(String address) {
        assertThat(permits(STRICT, address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.0.0.1",
                "128.0.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.1",
                "192.88.98.1",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "203.0.114.0",
                "223.255.255.255",
                "2000::1",
                "2001:200::1",
                "2001:db7::1",
                "2003::1",
                "2a00:1450::1",
                "3ffe::1",
                "3fff:1000::1"
            })
    void public_addresses_are_permitted_up_to_the_edge_of_each_range(String address) {
        assertThat(permits(STRICT, address)).isTrue();
    }

    @Test
    void what_the_operator_allows_is_permitted_and_nothing_beside_it() {
        var local = rules("127.0.0.0/8", "::1/128");

        assertThat(permits(local, "127.0.0.1")).isTrue();
        assertThat(permits(local, "::1")).isTrue();
        assertThat(permits(local, "10.0.0.1")).isFalse();
        assertThat(permits(local, "::ffff:127.0.0.1")).isFalse();
        assertThat(permits(local, "::2")).isFalse();
    }

    @Test
    void a_form_that_carries_an_ipv4_needs_both_the_form_allowed_and_the_ipv4_permitted() {
        var translating = rules("64:ff9b::/96");

        assertThat(permits(translating, "64:ff9b::8.8.8.8")).isTrue();
        assertThat(permits(translating, "64:ff9b::10.0.0.1")).isFalse();
        assertThat(permits(rules("10.0.0.0/8"), "64:ff9b::10.0.0.1")).isFalse();
        assertThat(permits(rules("64:ff9b::/96", "10.0.0.0/8"), "64:ff9b::10.0.0.1"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "127.0.0.1/33", "127.0.0.1/8", "localhost/8", "::1/129", "1.2.3/8", "/8", "::/-1"})
    void a_range_that_is_none_is_refused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static AddressRules rules(String... ranges) {
        return new AddressRules(Stream.of(ranges).map(AddressRange::parse).toList());
    }

    private static boolean permits(AddressRules rules, String address) {
        return rules.permits(AddressLiteral.bytes(address).orElseThrow());
    }
}
