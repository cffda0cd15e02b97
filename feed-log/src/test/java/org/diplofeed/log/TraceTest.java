package org.diplofeed.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class TraceTest {
    private static final String ONE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String OTHER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void what_is_done_for_several_causes_belongs_to_the_trace_of_the_first() {
        // when
        String current;
        String logged;
        try (var _ = Trace.span(Trace.Part.CONSUME, "project", Stream.of(null, ONE, OTHER))) {
            current = Trace.current();
            logged = MDC.get("traceId");
        }

        // then
        assertThat(current).startsWith("00-0af7651916cd43dd8448eb211c80319c-").endsWith("-01");
        assertThat(logged).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(Trace.current()).isNull();
        assertThat(MDC.get("traceId")).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c8031-9cb7ad6b7169203331ab-01"
            })
    void what_is_not_traced_or_not_well_formed_is_done_without_a_span(String traceparent) {
        // when
        String current;
        try (var _ = Trace.span(Trace.Part.CONSUME, "project", Stream.of(traceparent))) {
            current = Trace.current();
        }

        // then
        assertThat(current).isNull();
    }
}
