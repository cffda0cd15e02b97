package org.diplofeed.ingest.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.diplofeed.events.FeedJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

    /** RFC 8785, appendix B, and the numbers of its example. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1.0, 1",
        "1E30, 1e+30",
        "4.50, 4.5",
        "2e-3, 0.002",
        "0.000000000000000000000000001, 1e-27",
        "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "9007199254740992, 9007199254740992",
        "295147905179352830000, 295147905179352830000",
        "1e21, 1e+21",
        "1e20, 100000000000000000000",
        "0.000001, 0.000001",
        "1e-7, 1e-7",
        "-12.5, -12.5"
    })
    void numbers_are_written_as_ecmascript_does(BigDecimal number, String text) {
        assertThat(CanonicalJson.number(number)).isEqualTo(text);
    }

    @Test
    void numbers_that_a_double_cannot_tell_apart_stay_apart() {
        assertThat(CanonicalJson.number(new BigDecimal("9007199254740993"))).isEqualTo("9007199254740993");
    }

    @Test
    void order_of_members_and_white_space_make_no_difference() throws Exception {
        // given
        var one = FeedJson.mapper().readTree("{\"b\":[1, 2.0],\"a\":\"\\u20ac\\n\"}");
        var other = FeedJson.mapper().readTree("{ \"a\" : \"€\\n\", \"b\" : [1.0,2] }");

        // when
        var fingerprint = Fingerprint.of(one);

        // then
        assertThat(fingerprint).isEqualTo(Fingerprint.of(other));
        assertThat(CanonicalJson.write(one)).isEqualTo("{\"a\":\"€\\n\",\"b\":[1,2]}");
    }
}
