package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.diplofeed.cli.operate.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "effects",
        description = "Shows everything that one event caused, across the services, as a tree.",
        mixinStandardHelpOptions = true)
final class EffectsCommand implements Callable<Integer> {
    @Mixin
    private final Operator operator = new Operator();

    @Parameters(paramLabel = "EVENT", description = "The CloudEvents id of the event.")
    private String event = "";

    @Option(
            names = "--stream",
            paramLabel = "STREAM",
            description = "Its stream, as in statement/st.x (default: as the timeline has read it).")
    private String stream = "";

    @Option(names = "--json", description = "Prints JSON: what each service has of it.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var terminal = Terminal.standard();
        try (var http = Operator.http()) {
            var all = gather(operator.all(http));
            if (json) {
                terminal.line(Json.line(all));
            } else {
                var effects = all.values().stream().flatMap(List::stream).toList();
                effects.stream()
                        .filter(effect -> effect.path("id").asText().equals(event)
                                && !kind(effect).equals("READ"))
                        .findFirst()
                        .ifPresent(root -> terminal.line(terminal.bold(text(root))));
                tree(effects, event, "  ", new HashSet<>(Set.of(event))).forEach(terminal::line);
                if (effects.isEmpty()) {
                    terminal.line("no service knows of an event " + event);
                }
            }
            return all.values().stream().allMatch(List::isEmpty) ? 1 : 0;
        }
    }

    /** The timeline first: it knows the event's stream, without which ingest finds nothing. */
    private Map<String, List<JsonNode>> gather(List<Admin> services) {
        var found = new LinkedHashMap<String, List<JsonNode>>();
        String where = stream;
        for (var service : services.reversed()) {
            var effects = service.effects(event, where);
            for (var effect : effects) {
                if (where.isEmpty() && kind(effect).equals("READ")) {
                    where = effect.path("about").asText();
                }
            }
            found.putFirst(service.service(), effects);
        }
        return found;
    }

    private static List<String> tree(List<JsonNode> effects, String cause, String indent, Set<String> shown) {
        var lines = new ArrayList<String>();
        for (var effect : effects) {
            if (effect.path("causedBy").asText().equals(cause)
                    && shown.add(kind(effect) + effect.path("id").asText())) {
                lines.add(indent + text(effect));
                lines.addAll(tree(effects, effect.path("id").asText(), indent + "  ", shown));
            }
        }
        return lines;
    }

    private static String kind(JsonNode effect) {
        return effect.path("kind").asText();
    }

    private static String text(JsonNode effect) {
        String id = effect.path("id").asText();
        String type = effect.path("type").asText();
        String about = effect.path("about").asText();
        String at = effect.path("at").asText();
        long number = effect.path("number").asLong();
        return switch (kind(effect)) {
            case "EVENT", "READ" -> "event " + id + " · " + type + " · " + about + " version " + number + ", " + at;
            case "LATER_EVENT" -> "later: " + type + " " + id + ", version " + number + ", " + at;
            case "POSITION" -> "position " + id;
            case "DERIVED_EVENT" -> type + " " + id + " · " + about + " version " + number + ", " + at;
            case "ALERT" -> "alert " + id + " · " + type + " · sequence " + number + " of " + about + ", " + at;
            case "DELIVERY" ->
                "delivery " + id + " · " + effect.path("state").asText() + " after " + number
                        + (number == 1 ? " attempt, " : " attempts, ") + at;
            default -> kind(effect) + " " + id;
        };
    }
}
