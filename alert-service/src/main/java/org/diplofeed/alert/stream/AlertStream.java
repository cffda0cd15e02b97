package org.diplofeed.alert.stream;

import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One reader's stream. It gives the next event when the one before is written and holds none in store but the page that
 * it reads to catch up. Serial by {@code work}: whoever comes while another is at it leaves it the work.
 */
final class AlertStream implements Flow.Publisher<OutboundSseEvent>, Flow.Subscription {
    private final NewsroomFeed feed;
    private final StreamEvents events;
    private final Reader reader;
    private final Consumer<AlertStream> behind;
    private final AtomicInteger work = new AtomicInteger();
    private final ArrayDeque<Told> page = new ArrayDeque<>();
    private final ArrayDeque<OutboundSseEvent> first = new ArrayDeque<>();

    private volatile Flow.@Nullable Subscriber<? super OutboundSseEvent> subscriber;
    private volatile long place;
    private volatile boolean asking;
    private volatile boolean ended;
    /** Since when an event is on its way; 0: none is. */
    private volatile long writingSince;

    private volatile boolean asked;

    /**
     * Who reads.
     *
     * @param subscription whose alerts alone, or null for all of the newsroom's
     * @param until when the reader's token ends
     * @param cutOff breaks the connection
     */
    record Reader(String tenant, @Nullable String subscription, Instant until, Runnable cutOff) {}

    /** @param behind told when the stream needs what the feed has no more; answers with {@link #caughtUp} */
    AlertStream(
            NewsroomFeed feed, StreamEvents events, StreamStart start, Reader reader, Consumer<AlertStream> behind) {
        this.feed = feed;
        this.events = events;
        this.reader = reader;
        this.behind = behind;
        this.place = start.place();
        first.add(events.opened(start));
    }

    Reader reader() {
        return reader;
    }

    NewsroomFeed feed() {
        return feed;
    }

    long place() {
        return place;
    }

    boolean ended() {
        return ended;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super OutboundSseEvent> reading) {
        subscriber = reading;
        reading.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        writingSince = 0;
        asked = true;
        pump();
    }

    @Override
    public void cancel() {
        ended = true;
        feed.streams().remove(this);
    }

    /** Gives what there is, if the reader is ready for it. */
    void pump() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int seen;
        do {
            seen = work.get();
            give();
        } while (work.addAndGet(-seen) != 0);
    }

    /** The page after the stream's place; empty: up to {@code upTo} there is nothing. */
    void caughtUp(List<Told> told, long upTo) {
        synchronized (page) {
            page.addAll(told);
            if (told.isEmpty()) {
                place = Math.max(place, upTo);
            }
        }
        asking = false;
        pump();
    }

    /** Once in a while: keeps the way open, ends what is over, and cuts off who does not read. */
    void tick(Instant now, boolean heartbeat, Duration patience) {
        long since = writingSince;
        if (since != 0 && System.nanoTime() - since > patience.toNanos()) {
            cancel();
            reader.cutOff().run();
            return;
        }
        if (!now.isBefore(reader.until())) {
            end("token-expired");
        } else if (heartbeat && asked) {
            synchronized (page) {
                first.add(events.heartbeat());
            }
            pump();
        }
    }

    /** Says why, and ends. */
    void end(String reason) {
        synchronized (page) {
            page.clear();
            first.clear();
            first.add(events.closed(reason));
        }
        ending = true;
        pump();
    }

    private volatile boolean ending;

    private void give() {
        var to = subscriber;
        while (to != null && asked && !ended) {
            var event = next();
            if (event.isEmpty()) {
                if (ending) {
                    cancel();
                    to.onComplete();
                }
                return;
            }
            asked = false;
            writingSince = System.nanoTime();
            to.onNext(event.get());
        }
    }

    private Optional<OutboundSseEvent> next() {
        synchronized (page) {
            if (!first.isEmpty()) {
                return Optional.of(first.poll());
            }
            if (ending) {
                return Optional.empty();
            }
            for (var told = page.poll(); told != null; told = page.poll()) {
                place = told.place();
                if (isFor(told)) {
                    return Optional.of(told.event());
                }
            }
        }
        return ofFeed();
    }

    private Optional<OutboundSseEvent> ofFeed() {
        var stretch = feed.stretch();
        if (place < stretch.from()) {
            if (!asking) {
                asking = true;
                behind.accept(this);
            }
            return Optional.empty();
        }
        for (var told : stretch.told()) {
            if (told.place() > place) {
                place = told.place();
                if (isFor(told)) {
                    return Optional.of(told.event());
                }
            }
        }
        return Optional.empty();
    }

    private boolean isFor(Told told) {
        return reader.subscription() == null
                ? !told.rehearsed()
                : reader.subscription().equals(told.subscriptionId());
    }
}
