package org.diplofeed.alert.target;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.diplofeed.alert.target.TargetAnswer.Failed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one request to a hostile target: resolves once, refuses all when any address is forbidden, connects to an
 * address that passed under the name's own Host, SNI and certificate check, follows no redirect, reads a bounded
 * answer, within one total deadline. Blocks: for virtual threads.
 */
public final class TargetClient implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(TargetClient.class);
    private static final int MOST_ADDRESSES_TRIED = 3;
    /** Many servers drop idle connections after 5 s: ours go first, for a dropped one costs a retry. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private final HttpClient http;
    private final AddressResolver resolver;
    private final AddressRules rules;
    private final Duration deadline;
    private final int answerCap;

    /**
     * @param deadline of DNS, connect, TLS, headers and body together
     * @param answerCap most bytes of an answer that are read
     */
    public TargetClient(
            Vertx vertx,
            HttpClientOptions options,
            AddressResolver resolver,
            AddressRules rules,
            Duration deadline,
            int answerCap) {
        this.http = vertx.httpClientBuilder()
                .with(new HttpClientOptions(options)
                        .setForceSni(true)
                        .setVerifyHost(true)
                        .setDecompressionSupported(false)
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setConnectTimeout(Math.toIntExact(deadline.toMillis())))
                // Without this a builder takes five, whatever the options say.
                .with(new PoolOptions().setHttp1MaxSize(options.getMaxPoolSize()))
                .withConnectHandler(TargetClient::hush)
                .build();
        this.resolver = resolver;
        this.rules = rules;
        this.deadline = deadline;
        this.answerCap = answerCap;
    }

    /** Whether the target's present addresses may be sent to; a name without addresses is not forbidden. */
    public boolean isForbidden(TargetUrl target) {
        long end = System.nanoTime() + deadline.toNanos();
        return vet(target, end) instanceof Vetting.Refused(Failed(TargetFault fault))
                && fault == TargetFault.TARGET_FORBIDDEN;
    }

    /** Sends the request and waits for the answer, at most until the deadline. */
    public TargetAnswer send(TargetRequest request) {
        long end = System.nanoTime() + deadline.toNanos();
        return switch (vet(request.target(), end)) {
            case Vetting.Refused(Failed failed) -> failed;
            case Vetting.Passed(List<InetAddress> addresses) -> sendToFirst(request, addresses, end);
        };
    }

    @Override
    public void close() {
        http.close();
    }

    /**
     * What a target does to a connection is told by its attempt; as an error in our log it would be the target's to
     * write.
     */
    private static void hush(HttpConnection connection) {
        connection.exceptionHandler(fault -> LOGGER.atDebug()
                .addKeyValue("fault", fault.getClass().getName())
                .log("a target broke its connection"));
    }

    private sealed interface Vetting {
        record Passed(List<InetAddress> addresses) implements Vetting {}

        record Refused(Failed failed) implements Vetting {}
    }

    private Vetting vet(TargetUrl target, long end) {
        try {
            if (target.address().isPresent()) {
                byte[] bytes = target.address().get();
                return rules.permits(bytes)
                        ? new Vetting.Passed(List.of(InetAddress.getByAddress(bytes)))
                        : refused(TargetFault.TARGET_FORBIDDEN);
            }
            var addresses = resolve(target.host(), end);
            if (addresses.isEmpty()) {
                return refused(TargetFault.DNS);
            }
            return addresses.stream().allMatch(rules::permits)
                    ? new Vetting.Passed(addresses)
                    : refused(TargetFault.TARGET_FORBIDDEN);
        } catch (UnknownHostException _) {
            return refused(TargetFault.DNS);
        } catch (TimeoutException _) {
            return refused(TargetFault.TIMEOUT);
        }
    }

    private static Vetting refused(TargetFault fault) {
        return new Vetting.Refused(new Failed(fault));
    }

    private List<InetAddress> resolve(String name, long end) throws UnknownHostException, TimeoutException {
        // A name that was vetted under the bare bytes must be connected to under them: drop what getAllByName adds.
        var task = new FutureTask<>(() -> {
            var found = resolver.resolve(name);
            var bare = new InetAddress[found.size()];
            for (int i = 0; i < bare.length; i++) {
                bare[i] = InetAddress.getByAddress(found.get(i).getAddress());
            }
            return List.of(bare);
        });
        Thread.ofVirtual().name("resolve").start(task);
        try {
            return task.get(end - System.nanoTime(), NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException("the resolver failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException();
        }
    }

    private TargetAnswer sendToFirst(TargetRequest request, List<InetAddress> addresses, long end) {
        TargetAnswer last = new Failed(TargetFault.CONNECT);
        for (var address : addresses.stream().limit(MOST_ADDRESSES_TRIED).toList()) {
            last = sendTo(request, address, end);
            if (!(last instanceof Failed(TargetFault fault) && fault == TargetFault.CONNECT)) {
                return last;
            }
        }
        return last;
    }

    private TargetAnswer sendTo(TargetRequest request, InetAddress address, long end) {
        var target = request.target();
        long left = end - System.nanoTime();
        if (left <= 0) {
            return new Failed(TargetFault.TIMEOUT);
        }
        var options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, target.port())))
                .setHost(
                        target.address().isPresent() && target.host().indexOf(':') >= 0
                                ? "[" + target.host() + "]"
                                : target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setMethod(HttpMethod.valueOf(request.method()))
                .setURI(request.requestTarget())
                .setConnectTimeout(Math.max(1, NANOSECONDS.toMillis(left)))
                .setFollowRedirects(false);
        request.headers().forEach(options::putHeader);
        options.putHeader("accept-encoding", "identity");
        var connected = http.request(options);
        var answer = connected.compose(call -> {
            var body = AnswerBody.of(call, answerCap);
            return request.body().length == 0
                    ? call.send().compose(body::read)
                    : call.send(Buffer.buffer(request.body())).compose(body::read);
        });
        return await(connected, answer, end);
    }

    private static TargetAnswer await(Future<HttpClientRequest> connected, Future<TargetAnswer> answer, long end) {
        try {
            return answer.toCompletionStage().toCompletableFuture().get(end - System.nanoTime(), NANOSECONDS);
        } catch (TimeoutException _) {
            connected.onSuccess(HttpClientRequest::reset);
            return new Failed(TargetFault.TIMEOUT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            connected.onSuccess(HttpClientRequest::reset);
            return new Failed(TargetFault.TIMEOUT);
        } catch (ExecutionException e) {
            return new Failed(faultOf(e.getCause(), connected.succeeded()));
        }
    }

    private static TargetFault faultOf(@Nullable Throwable cause, boolean connected) {
        return switch (cause) {
            case ConnectTimeoutException _ -> TargetFault.TIMEOUT;
            case SSLException _ -> TargetFault.TLS;
            case ConnectException _ -> TargetFault.CONNECT;
            case SocketException _ -> connected ? TargetFault.HTTP : TargetFault.CONNECT;
            case null, default -> TargetFault.HTTP;
        };
    }
}
