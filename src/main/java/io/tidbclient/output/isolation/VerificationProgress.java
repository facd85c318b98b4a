package io.tidbclient.output.isolation;

import io.tidbclient.isolation.run.RunCounters;
import io.tidbclient.output.terminal.Rate;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;
import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The progress of a verification as lines that append, at growing intervals. Confined to one thread. */
public final class VerificationProgress {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final LinePrinter progress;
    private final NanoClock clock;
    private final long begin;
    private final Rate rate = new Rate(PAUSE);

    /**
     * Progress that begins now.
     *
     * @param progress standard error
     */
    public VerificationProgress(LinePrinter progress, NanoClock clock) {
        this.progress = progress;
        this.clock = clock;
        this.begin = clock.nanos();
    }

    /** A phase begins. */
    public void phase(String text) {
        boolean unused = isDue();
        line(Text.of(text));
    }

    /** Time has passed: prints the counts, when it is time for that. */
    public void tick(RunCounters.Counts counts) {
        if (isDue()) {
            line(Text.of("%s committed, %s aborted, %s of unknown outcome"
                    .formatted(
                            Units.count(counts.committed()),
                            Units.count(counts.aborted()),
                            Units.count(counts.unknown()))));
        }
    }

    private boolean isDue() {
        return rate.allows(Instant.EPOCH.plus(clock.since(begin)));
    }

    private void line(Text text) {
        String seconds =
                String.format(Locale.ROOT, "%8.3fs  ", clock.since(begin).toMillis() / 1_000.0);
        progress.line(Text.of(seconds, Style.FAINT).plus(text));
    }
}
