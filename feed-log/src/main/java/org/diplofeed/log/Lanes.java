package org.diplofeed.log;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.diplofeed.log.BatchTransaction.Slice;

/**
 * Applies what one poll brought. A little of it goes through one transaction, in order of recording. Much of it, which
 * is what a reader gets that is behind, is dealt out to a few workers, a partition to one of them; each has a
 * transaction of its own. Where a transaction of several partitions fails, each of them is applied by itself, so that
 * only those wait that cannot go on.
 */
final class Lanes {
    /** What became of a partition's records. */
    sealed interface Outcome {
        /** It was applied; the database is at this offset now. */
        record Reached(long offset) implements Outcome {}

        /** The partition has another owner. */
        record Lost() implements Outcome {}

        /** More streams would have been parked than may be. */
        record Tripped(String fault) implements Outcome {}

        /** Nothing happened, and may another time. */
        record Failed(Exception fault) implements Outcome {}
    }

    private final BatchTransaction batches;
    private final Projection projection;
    private final int workers;
    private final int worthAWorker;

    Lanes(BatchTransaction batches, Projection projection, ProjectorSettings settings) {
        this.batches = batches;
        this.projection = projection;
        this.workers = settings.workers();
        this.worthAWorker = Math.max(1, settings.batchSize() / (2 * workers));
    }

    /** Applies slices of different partitions; what became of each. */
    Map<Slice, Outcome> run(List<Slice> slices, boolean unlimited) {
        var lanes = lanes(slices);
        if (lanes.size() == 1) {
            return apply(lanes.getFirst(), unlimited);
        }
        var outcomes = new LinkedHashMap<Slice, Outcome>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = lanes.stream()
                    .map(lane -> threads.submit((Callable<Map<Slice, Outcome>>) () -> apply(lane, unlimited)))
                    .toList();
            for (var lane : running) {
                outcomes.putAll(lane.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while batches were running");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a batch broke its reader", e.getCause());
        }
        return outcomes;
    }

    /** The largest first, each to who has least. */
    private List<List<Slice>> lanes(List<Slice> slices) {
        int events = slices.stream().mapToInt(slice -> slice.records().size()).sum();
        int wanted = Math.min(Math.min(workers, slices.size()), Math.max(1, events / worthAWorker));
        if (wanted == 1) {
            return List.of(slices);
        }
        var lanes = new ArrayList<List<Slice>>();
        for (int i = 0; i < wanted; i++) {
            lanes.add(new ArrayList<>());
        }
        slices.stream()
                .sorted(Comparator.comparingInt((Slice slice) -> slice.records().size())
                        .reversed())
                .forEach(slice -> lanes.stream()
                        .min(Comparator.comparingInt(Lanes::events))
                        .orElseThrow()
                        .add(slice));
        return lanes;
    }

    private static int events(List<Slice> lane) {
        return lane.stream().mapToInt(slice -> slice.records().size()).sum();
    }

    private Map<Slice, Outcome> apply(List<Slice> lane, boolean unlimited) {
        var outcomes = new LinkedHashMap<Slice, Outcome>();
        if (lane.size() > 1 && together(lane, unlimited, outcomes)) {
            return outcomes;
        }
        lane.forEach(slice -> outcomes.put(slice, alone(slice, unlimited)));
        return outcomes;
    }

    private boolean together(List<Slice> lane, boolean unlimited, Map<Slice, Outcome> outcomes) {
        try {
            var reached = batches.runTogether(lane, unlimited);
            projection.committed();
            for (var slice : lane) {
                outcomes.put(slice, new Outcome.Reached(reached.getOrDefault(slice.partition(), slice.next())));
            }
            return true;
        } catch (Poison | SQLException | RuntimeException e) {
            return false; // each partition finds out for itself, and reports what is wrong with it
        }
    }

    private Outcome alone(Slice slice, boolean unlimited) {
        try {
            long reached = batches.run(slice, unlimited);
            projection.committed();
            return new Outcome.Reached(reached);
        } catch (PartitionLost e) {
            return new Outcome.Lost();
        } catch (TooManyParked e) {
            return new Outcome.Tripped(String.valueOf(e.getMessage()));
        } catch (SQLException | RuntimeException e) {
            return new Outcome.Failed(e);
        }
    }
}
