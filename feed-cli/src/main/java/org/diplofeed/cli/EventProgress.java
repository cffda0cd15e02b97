package org.diplofeed.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.diplofeed.cli.backup.Progress;

/** A bar on the terminal, if somebody looks at it: events, rate and the time that is left. */
final class EventProgress implements Progress {
    private static final int EVERY_MILLIS = 200;

    private final ProgressBar bar;

    private EventProgress(ProgressBar bar) {
        this.bar = bar;
    }

    /** A bar, or silence where nobody looks. */
    static Progress show(String what) {
        return Terminal.person().isEmpty()
                ? SILENT
                : new EventProgress(new ProgressBarBuilder()
                        .setTaskName(what)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(EVERY_MILLIS)
                        .setUnit(" events", 1)
                        .showSpeed()
                        .build());
    }

    @Override
    public void at(long done, long of, String message) {
        bar.maxHint(of < 1 ? -1 : of);
        bar.stepTo(done);
        bar.setExtraMessage(message);
    }

    @Override
    public void close() {
        bar.close();
    }
}
