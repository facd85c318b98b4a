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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The progress of scenarios as lines that append: which server they run on, each that is not as expected unless the result on
 * standard output says so at once, and at growing intervals how many have ended and what runs. Confined to one thread.
 */
public final class ScenarioProgress {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST_NAMED = 3;

    private final LinePrinter progress;
    private final boolean namesBad;
    private final NanoClock clock;
    private final long begin;
    private final Rate rate = new Rate(PAUSE);
    private final Map<String, Integer> running = new LinkedHashMap<>();
    private int all;
    private int ended;
    private int bad;

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

    /**
     * The scenarios are about to run.
     *
     * @param server where, and what it is
     * @param count how many there are, each repetition and each order counted
     */
    public void begins(String server, int count) {
        all = count;
        boolean unused = isDue();
        line(Text.of(server + "  running " + Units.count(count, "scenario", "scenarios")));
    }

    /** Something happened in the scenario of that title. */
    public void happened(String title, ScenarioEvent event) {
        if (event instanceof ScenarioEvent.Began began) {
            running.put(title, began.invocation().number());
        } else {
            running.putIfAbsent(title, 0);
        }
    }

    /** A scenario has ended. */
    public void ended(ScenarioResult result) {
        running.remove(result.title());
        ended++;
        if (result.isBad()) {
            bad++;
            if (namesBad) {
                line(Text.of(result.status().name() + ": " + result.title() + "  ", Style.BAD)
                        .plus(result.why()));
            }
        }
    }

    /** Time has passed: prints how far it is, when it is time for that. */
    public void tick() {
        if (!isDue()) {
            return;
        }
        Text line = Text.of(Units.count(ended) + " of " + Units.count(all, "scenario", "scenarios") + " ended");
        if (bad > 0) {
            line = line.plus(", " + Units.count(bad) + " not as expected", Style.BAD);
        }
        line(running.isEmpty() ? line : line.plus(", running: " + names()));
    }

    private String names() {
        StringBuilder names = new StringBuilder();
        running.entrySet().stream()
                .limit(MOST_NAMED)
                .forEach(scenario -> names.append(names.isEmpty() ? "" : "; ")
                        .append(scenario.getKey())
                        .append(scenario.getValue() == 0 ? "" : ", step " + scenario.getValue()));
        return running.size() <= MOST_NAMED
                ? names.toString()
                : names + " and " + (running.size() - MOST_NAMED) + " more";
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
