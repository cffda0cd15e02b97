package org.diplofeed.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever is woken by an alert rule is told what to do. */
class AlertRulesTest {
    private static final Path HOME = Path.of(System.getProperty("diplofeed.home"));
    private static final String INCIDENTS = "docs/operations/incidents.md";
    private static final Pattern RULE = Pattern.compile("- alert: (\\w+)\\n((?:(?!- alert:).)*)", Pattern.DOTALL);
    private static final Pattern RUN_BOOK = Pattern.compile("\\n +runbook_url: (\\S+)");
    private static final Pattern HEADING = Pattern.compile("^#{2,} (.+)$", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`(Diplofeed\\w+)`");

    @Test
    void every_rule_leads_to_a_run_book_that_is_there() throws IOException {
        // given
        var anchors = HEADING.matcher(incidents())
                .results()
                .map(heading -> INCIDENTS + "#" + anchor(heading.group(1)))
                .collect(Collectors.toSet());

        // when
        var runBooks = runBooks();

        // then
        assertThat(runBooks).hasSizeGreaterThan(8);
        assertThat(runBooks)
                .allSatisfy((rule, runBook) -> assertThat(runBook).as(rule).isIn(anchors));
    }

    @Test
    void the_run_book_that_a_rule_leads_to_names_the_rule_and_run_books_name_no_other() throws IOException {
        // given
        var sections = new LinkedHashMap<String, String>();
        for (var section : incidents().split("(?m)^(?=## )", -1)) {
            var heading = HEADING.matcher(section);
            if (heading.find()) {
                sections.put(INCIDENTS + "#" + anchor(heading.group(1)), section);
            }
        }

        // when
        var runBooks = runBooks();

        // then
        assertThat(runBooks)
                .allSatisfy((rule, runBook) ->
                        assertThat(sections.get(runBook)).as(rule).contains("`" + rule + "`"));
        Set<String> named = NAMED.matcher(incidents())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(runBooks.keySet()).containsAll(named);
    }

    /** Each rule and where it leads; to nowhere: an empty text. */
    private static Map<String, String> runBooks() throws IOException {
        var runBooks = new LinkedHashMap<String, String>();
        RULE.matcher(Files.readString(HOME.resolve("deploy/prometheus/alerts.yml")))
                .results()
                .forEach(rule -> {
                    var runBook = RUN_BOOK.matcher(rule.group(2));
                    runBooks.put(rule.group(1), runBook.find() ? runBook.group(1) : "");
                });
        return runBooks;
    }

    private static String incidents() throws IOException {
        return Files.readString(HOME.resolve(INCIDENTS));
    }

    /** As those who show Markdown make an anchor of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .strip()
                .replace(' ', '-');
    }
}
