package org.diplofeed.events;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadmeTest {
    private static final Pattern REQUEST =
            Pattern.compile("/v1/(actors|issues|statements)\\b[^{]*-d '(\\{.*?})'", Pattern.DOTALL);
    private static final Map<String, EventType> TYPES = Map.of(
            "actors", EventType.ACTOR_DEFINED,
            "issues", EventType.ISSUE_DEFINED,
            "statements", EventType.STATEMENT_RECORDED);

    static Stream<MatchResult> requests() throws IOException {
        var requests = REQUEST.matcher(Files.readString(Path.of("..", "README.md")))
                .results()
                .toList();
        assertThat(requests).hasSameSizeAs(TYPES.keySet());
        return requests.stream();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_body_that_the_readme_sends_is_valid(MatchResult request) throws JsonProcessingException {
        // given
        var type = requireNonNull(TYPES.get(request.group(1)));
        JsonNode body = FeedJson.mapper().readTree(request.group(2));

        // when
        var errors = SchemaCheck.errors(Schemas.of(type), body);

        // then
        assertThat(errors).isEmpty();
    }
}
