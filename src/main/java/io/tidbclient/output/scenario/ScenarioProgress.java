package io.tidbclient.output.scenario;

import io.tidbclient.output.terminal.Rate;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;
import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The progress of scenarios as lines that append: which server they run on, each that is not as expected unless the result on
 * standard output says so at once, and at growing intervals how many have ended and what runs. Confined to one thread.
 */
public final class ScenarioProgress implements RunProgress {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST_NAMED = 3;

    private final LinePrinter progress;
    private final boolean namesBad;
    private final NanoClock clock;
    private final long begin;
    private final Rate rate = new Rate(PAUSE);
    private final RunningScenarios run = new RunningScenarios();

    /**
     * Progress that begins now.
     *
     * @param progress standard error
     * @param namesBad whether a scenario that is not as expected gets a line when it ends
     */
    public ScenarioProgress(LinePrinter progress, boolean namesBad, NanoClock clock) {
        this.progress = progress;
        this.namesBad = namesBad;
        this.clock = clock;
        this.begin = clock.nanos();
    }

    @Override
    public void begins(String server, int count) {
        run.begins(count);
        boolean unused = isDue();
        line(Text.of(server + "  running " + Units.count(count, "scenario", "scenarios")));
    }

    @Override
    public void happened(String title, ScenarioEvent event) {
        run.happened(title, event, clock.since(begin));
    }

    @Override
    public void ended(ScenarioResult result) {
        run.ended(result);
        if (result.isBad() && namesBad) {
            line(named(result));
        }
    }

    /** The title of one that is not as expected, and why. */
    static Text named(ScenarioResult result) {
        return Text.of(result.status().name() + ": " + result.title() + "  ", Style.BAD)
                .plus(result.why());
    }

    /** Prints how far the run is, when it is time for that. */
    @Override
    public void tick() {
        if (!isDue()) {
            return;
        }
        Text line =
                Text.of(Units.count(run.ended()) + " of " + Units.count(run.all(), "scenario", "scenarios") + " ended");
        if (run.bad() > 0) {
            line = line.plus(", " + Units.count(run.bad()) + " not as expected", Style.BAD);
        }
        List<String> titles = run.titles();
        line(titles.isEmpty() ? line : line.plus(", running: " + names(titles)));
    }

    private String names(List<String> titles) {
        String names = titles.stream().limit(MOST_NAMED).map(this::name).collect(Collectors.joining("; "));
        return titles.size() <= MOST_NAMED ? names : names + " and " + (titles.size() - MOST_NAMED) + " more";
    }

    private String name(String title) {
        OptionalInt step = run.latestStep(title);
        return step.isEmpty() ? title : title + ", step " + step.getAsInt();
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
