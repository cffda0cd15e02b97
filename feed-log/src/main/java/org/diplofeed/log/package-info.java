/**
 * The event log: how a decided event becomes a fact on Kafka, and how facts become rows, without losing one or counting
 * one twice. Plain Java on JDBC, the Kafka client and virtual threads.
 *
 * <p>The way of an event:
 *
 * <ol>
 *   <li><b>Append.</b> A service decides on a {@link org.diplofeed.log.NewEvent}, usually inside a
 *       {@link org.diplofeed.log.GroupCommit} batch. {@link org.diplofeed.log.EventLedger} locks the stream's head,
 *       gives the event its version and recordedtime and stores it, in one transaction with whatever else the service
 *       writes. The broker plays no part yet.
 *   <li><b>Publish.</b> A {@link org.diplofeed.log.Relay}, one of any number, owns the stream's
 *       {@linkplain org.diplofeed.log.StreamBucket bucket} by lease, sends the event, awaits the acknowledgement and
 *       takes it off the queue. At least once; first appearances in version order.
 *   <li><b>Read.</b> A {@link org.diplofeed.log.PartitionProjector} owns the partition by epoch, drops what it has
 *       seen, and hands the {@link org.diplofeed.log.LogEntry} to a {@link org.diplofeed.log.Projection} in the
 *       transaction that also moves the offset. Its effect is there once.
 *   <li><b>Or park.</b> What can never be applied parks its stream, in that same transaction, and nothing else.
 *       {@link org.diplofeed.log.ParkedStreams} is for operators: look, try, retry, skip.
 * </ol>
 *
 * <p>Order comes from (stream, version) alone, never from a global number: version v + 1 waits for the row lock of the
 * transaction that appends v. The tables are Flyway migrations: {@code db/feed-log/ledger} where events are appended,
 * {@code db/feed-log/projection} where they are read, {@code db/feed-log/restore} in both.
 *
 * <p>An event's content may be restricted. No log line and no exception message of this package quotes one: failures
 * are told by kind and place.
 */
@NullMarked
package org.diplofeed.log;

import org.jspecify.annotations.NullMarked;
