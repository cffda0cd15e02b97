package org.diplofeed.ingest.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private static final int MORE_THAN_IT_READS_AHEAD = 32;

    @Test
    void hands_out_the_body_as_it_is_and_then_its_end() throws IOException {
        // given
        var body = new byte[1_000_000];
        new Random(1).nextBytes(body);

        // when
        var read = new ByteArrayOutputStream();
        try (var ahead = ReadAhead.of(new ByteArrayInputStream(body))) {
            for (var piece = ahead.next(); piece != null; piece = ahead.next()) {
                read.write(piece);
            }

            // then
            assertThat(read.toByteArray()).isEqualTo(body);
            assertThat(ahead.comesWithin(Duration.ZERO)).isTrue();
            assertThat(ahead.next()).isNull();
        }
    }

    /** A body that ends as it is told to. */
    private abstract static class Ending extends InputStream {
        abstract int end() throws IOException;

        @Override
        public int read() throws IOException {
            return end();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return end();
        }
    }

    @Test
    void tells_of_a_sender_that_broke_off_behind_what_it_sent() throws IOException {
        // given
        var broken = new SequenceInputStream(new ByteArrayInputStream(new byte[] {7}), new Ending() {
            @Override
            int end() throws IOException {
                throw new IOException("reset by peer");
            }
        });

        // when
        try (var ahead = ReadAhead.of(broken)) {
            var first = ahead.next();

            // then
            assertThat(first).containsExactly(7);
            assertThatThrownBy(ahead::next).isInstanceOf(IOException.class).hasMessage("reset by peer");
        }
    }

    @Test
    void a_sender_that_waits_is_told_from_one_that_sends() throws IOException {
        // given
        var goOn = new CountDownLatch(1);

        // when
        try (var ahead = ReadAhead.of(new Ending() {
            @Override
            int end() throws IOException {
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return -1;
            }
        })) {
            // then
            assertThat(ahead.comesWithin(Duration.ofMillis(1))).isFalse();
            goOn.countDown();
            assertThat(ahead.next()).isNull();
        }
    }

    @Test
    void reads_a_bounded_piece_ahead_and_stops_with_its_taker() throws Exception {
        // given
        var pieces = new AtomicInteger();
        var reader = new CompletableFuture<Thread>();
        var endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                reader.complete(Thread.currentThread());
                pieces.incrementAndGet();
                return length;
            }
        };

        // when
        var ahead = ReadAhead.of(endless);
        for (int taken = 1; taken <= 1_000; taken++) {
            assertThat(ahead.next()).isNotNull();

            // then
            assertThat(pieces.get()).isLessThan(taken + MORE_THAN_IT_READS_AHEAD);
        }
        ahead.close();
        reader.get().join();
        assertThat(pieces.get()).isLessThan(1_000 + MORE_THAN_IT_READS_AHEAD);
    }
}
