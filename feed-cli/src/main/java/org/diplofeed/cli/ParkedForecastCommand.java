package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "forecast",
        description = "Says how many parked streams would go on now, as after a deploy; changes nothing.",
        mixinStandardHelpOptions = true)
final class ParkedForecastCommand implements Callable<Integer> {
    @Mixin
    private final ParkedStreams parked = new ParkedStreams();

    private record Summary(long parked, long released, List<JsonNode> items) {}

    @Override
    public Integer call() {
        var terminal = Terminal.standard();
        var items = new ArrayList<JsonNode>();
        long[] counts = {0, 0};
        parked.each((admin, _) -> {
            var forecast = admin.forecast(ParkedStreams.MOST);
            counts[0] += forecast.path("parked").asLong();
            counts[1] += forecast.path("released").asLong();
            forecast.path("items").forEach(items::add);
        });
        if (parked.asJson()) {
            terminal.line(Json.line(new Summary(counts[0], counts[1], items)));
        } else {
            items.forEach(item -> parked.tell(terminal, item, true));
            terminal.line(counts[1] + " of " + counts[0] + " would now go on");
        }
        return counts[0] == counts[1] ? 0 : ParkedStreams.STILL_PARKED;
    }
}
