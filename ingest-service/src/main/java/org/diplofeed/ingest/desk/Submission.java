package org.diplofeed.ingest.desk;

import java.util.function.Supplier;
import org.diplofeed.log.EventLedger;
import org.jspecify.annotations.Nullable;

/**
 * A command with what the log needs to know about its sending.
 *
 * @param by who sends it
 * @param mark the CloudEvents attributes of the event that comes of it
 * @param once by what a repetition is recognised; null where the sender gave nothing to recognise it by
 */
public record Submission(
        Command command,
        String by,
        EventMark mark,
        @Nullable Once once) {

    /**
     * CloudEvents attributes that the sender decides.
     *
     * @param source with the id unique for ever
     */
    public record EventMark(
            String source,
            String id,
            @Nullable String causationId,
            @Nullable String correlationId,
            @Nullable String traceparent) {}

    /**
     * By what a repetition is recognised.
     *
     * @param scope within which the key is unique: a CloudEvents source, or a sender of idempotency keys
     * @param key the CloudEvents id, or the idempotency key
     * @param content of what was sent: the same key with another content is refused
     * @param kept of what the log keeps of what was sent: by that alone a repetition is recognised after a restore
     */
    public record Once(Scope scope, String within, String key, Fingerprint content, Supplier<Fingerprint> kept) {
        /** What kinds of key there are. */
        public enum Scope {
            EVENT,
            IDEMPOTENCY_KEY
        }

        /** Whether an answer that was given to a content is the one to this. */
        boolean isAnsweredBy(Fingerprint answered) {
            return answered.equals(content) || answered.equals(kept.get());
        }

        /** The key, spelt out. */
        String identity() {
            return scope.name() + "\n" + within + "\n" + key;
        }

        /** What is locked, so that two that come at a time are decided one after the other. */
        long lock() {
            return EventLedger.nameLock(identity());
        }
    }
}
