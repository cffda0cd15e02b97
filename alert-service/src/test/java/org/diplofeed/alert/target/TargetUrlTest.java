package org.diplofeed.alert.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.diplofeed.alert.target.TargetUrl.Reading;
import org.diplofeed.alert.target.TargetUrl.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://desk.example/hook, desk.example, 443",
        "HTTPS://Desk.Example, desk.example, 443",
        "http://desk.example:8080/?a=b, desk.example, 8080",
        "http://8.8.8.8/, 8.8.8.8, 80",
        "http://[2a00:1450::1]:81/, 2a00:1450::1, 81",
        "http://xn--bcher-kva.example/, xn--bcher-kva.example, 80"
    })
    void a_plain_url_is_usable(String text, String host, int port) {
        assertThat(TargetUrl.read(text)).isInstanceOfSatisfying(Reading.Usable.class, usable -> {
            assertThat(usable.url().host()).isEqualTo(host);
            assertThat(usable.url().port()).isEqualTo(port);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://017700000001/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.1/",
                "http://127.0.0.01/",
                "http://127.0.0.1./",
                "http://1.2.3.4.5/",
                "http://256.0.0.1/",
                "http://a.0x1/",
                "http://[fe80::1%25eth0]/",
                "http://[::1%1]/",
                "http://bücher.example/",
                "http:///path",
                "http://a..b/",
                "http://-a.example/"
            })
    void a_host_that_somebody_could_read_as_something_else_is_refused(String text) {
        assertThat(TargetUrl.read(text)).isInstanceOf(Reading.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://desk.example/, SCHEME",
        "file:///etc/passwd, SCHEME",
        "mailto:a@b.example, SCHEME",
        "desk.example/hook, NOT_A_URL",
        "http://user:pw@desk.example/, USERINFO",
        "http://desk.example@127.0.0.1/, USERINFO",
        "http://desk.example/#x, FRAGMENT",
        "http://desk.example:0/, PORT",
        "http://desk.example:70000/, PORT",
        "'http://desk.example/ x', NOT_A_URL",
        "http://desk.example\\@127.0.0.1/, NOT_A_URL"
    })
    void a_refusal_says_what_is_wrong(String text, Refusal reason) {
        assertThat(TargetUrl.read(text)).isEqualTo(new Reading.Refused(reason));
    }

    @Test
    void a_query_parameter_is_added_to_those_that_are_there() {
        assertThat(usable("http://desk.example").requestTargetWith("challenge", "x"))
                .isEqualTo("/?challenge=x");
        assertThat(usable("http://desk.example/h?a=b").requestTargetWith("challenge", "x"))
                .isEqualTo("/h?a=b&challenge=x");
    }

    private static TargetUrl usable(String text) {
        return ((Reading.Usable) TargetUrl.read(text)).url();
    }
}
