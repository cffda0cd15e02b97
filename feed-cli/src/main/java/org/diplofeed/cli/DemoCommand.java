package org.diplofeed.cli;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.diplofeed.cli.demo.Demo;
import org.diplofeed.cli.demo.Endpoints;
import org.diplofeed.cli.demo.Sample;
import org.diplofeed.cli.stack.Ports;
import org.diplofeed.cli.stack.Running;
import org.diplofeed.cli.stack.ServiceName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "demo",
        description = {
            "Plays two real stories and shows the alerts that they cause.",
            "Starts the stack if none runs, and leaves it up; or uses the system at --url."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private final Place place = new Place();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The machine where the services run, as in http://localhost; nothing is started then.")
    private @Nullable URI url;

    @Option(names = "--ingest-url", paramLabel = "URL", description = "ingest-service, if not at --url's port 8081.")
    private @Nullable URI ingestUrl;

    @Option(names = "--timeline-url", paramLabel = "URL", description = "timeline-service, if not at port 8082.")
    private @Nullable URI timelineUrl;

    @Option(names = "--alert-url", paramLabel = "URL", description = "alert-service, if not at port 8083.")
    private @Nullable URI alertUrl;

    @Option(names = "--no-aot", description = "As of feed up, where the stack has to be started.")
    private boolean withoutAot;

    @Mixin
    private final Access access = new Access();

    @Option(
            names = "--receiver-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Under which name alert-service reaches this machine (default: ${DEFAULT-VALUE}).")
    private String receiverHost = "";

    @Option(
            names = "--receiver-bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Where the webhook receiver listens (default: ${DEFAULT-VALUE}).")
    private String receiverBind = "";

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Stories of your own, to be played instead: JSON as in feed-cli/src/main/resources/samples.")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws Exception {
        var terminal = Terminal.standard();
        var own = files.stream().map(Sample::read).toList();
        var endpoints = remote() ? given() : local(terminal);
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build()) {
            var demo = new Demo(http, endpoints, terminal);
            boolean right = own.isEmpty() ? demo.play() : demo.play(own);
            whatNext(terminal, endpoints, remote());
            return right ? 0 : 1;
        }
    }

    private boolean remote() {
        return url != null || (ingestUrl != null && timelineUrl != null && alertUrl != null);
    }

    private Endpoints local(Terminal terminal) {
        Optional<Running> found = place.running().filter(Running::ready);
        var running = found.isPresent()
                ? found.get()
                : DetachedStack.start(place, EnumSet.allOf(ServiceName.class), withoutAot, terminal);
        return endpoints(Access.LOCAL, running.ports());
    }

    private Endpoints given() {
        return endpoints(url == null ? Access.LOCAL : url, place.chosenPorts());
    }

    private Endpoints endpoints(URI machine, Ports ports) {
        return new Endpoints(
                Access.service(ingestUrl, machine, ports, ServiceName.INGEST),
                Access.service(timelineUrl, machine, ports, ServiceName.TIMELINE),
                Access.service(alertUrl, machine, ports, ServiceName.ALERT),
                role -> access.token(place, Set.of(role), "feed-demo", Endpoints.NEWSROOM),
                receiverHost,
                receiverBind);
    }

    private static void whatNext(Terminal terminal, Endpoints endpoints, boolean remote) {
        terminal.line("");
        terminal.line("Look around:");
        terminal.line("  ingest    " + endpoints.ingest() + "/q/swagger-ui");
        terminal.line("  timeline  " + endpoints.timeline() + "/q/swagger-ui");
        terminal.line("  alert     " + endpoints.alert() + "/q/swagger-ui");
        terminal.line("Try next:");
        terminal.line("  curl -H \"Authorization: Bearer $(./feed token --role reader)\" " + endpoints.timeline()
                + "/v1/positions/UKR/ua.nato-join");
        if (remote) {
            terminal.line("  ./feed lag --timeline-url " + endpoints.timeline() + " --alert-url " + endpoints.alert());
            return;
        }
        terminal.line("  ./feed status        what runs, and how much memory it takes");
        terminal.line("  ./feed logs alert    what a service has to say");
        terminal.line("  ./feed down          stops everything; what was recorded stays");
    }
}
