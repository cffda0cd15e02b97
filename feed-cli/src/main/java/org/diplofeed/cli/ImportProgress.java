package org.diplofeed.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.diplofeed.cli.load.EventSource;
import org.diplofeed.cli.load.Tally;

/** A bar on the terminal, if somebody looks at it: how much of the file is read, and what came of its lines. */
final class ImportProgress {
    private static final long MEBIBYTE = 1 << 20;
    private static final int EVERY_MILLIS = 200;

    private ImportProgress() {}

    static AutoCloseable show(EventSource file, Tally tally) {
        if (Terminal.person().isEmpty()) {
            return () -> {};
        }
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(file.name())
                .setInitialMax(file.size().orElse(-1))
                .setUnit(" MiB", MEBIBYTE)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(EVERY_MILLIS)
                .showSpeed()
                .build();
        var clock = Executors.newSingleThreadScheduledExecutor();
        long began = System.nanoTime();
        Runnable step = () -> {
            bar.stepTo(file.bytesRead());
            bar.setExtraMessage(message(tally, began));
        };
        var _ = clock.scheduleAtFixedRate(step, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return () -> {
            clock.shutdownNow();
            step.run();
            bar.close();
        };
    }

    private static String message(Tally tally, long began) {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
        return "%,d events, %,d/s, %,d refused".formatted(tally.total(), tally.total() / seconds, tally.refused());
    }
}
