package io.tidbclient.output.scenario;

import io.tidbclient.output.terminal.LiveTerminal;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Text;
import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The live view of a run of scenarios: drawn below the results of those that have ended, and removed at the end. Called by one
 * thread for the run, and by others for suspension and log lines.
 */
public final class LiveScenarios implements RunProgress, LiveTerminal {
    /** Five drawings a second. */
    private static final Duration PERIOD = Duration.ofMillis(200);

    private final Screen screen;
    private final boolean namesBad;
    private final NanoClock clock;
    private final long begin;
    private final RunningScenarios run = new RunningScenarios();
    private final ReentrantLock drawing = new ReentrantLock();
    private RunFrame frame = new RunFrame("");
    private boolean begun;
    private boolean suspended;
    private boolean done;

    /**
     * @param screen closed by this view
     * @param namesBad whether a scenario that is not as expected gets a line above the view when it ends
     */
    public LiveScenarios(Screen screen, boolean namesBad, NanoClock clock) {
        this.screen = screen;
        this.namesBad = namesBad;
        this.clock = clock;
        this.begin = clock.nanos();
    }

    @Override
    public void begins(String server, int count) {
        frame = new RunFrame(server);
        run.begins(count);
        begun = true;
        tick();
    }

    @Override
    public void happened(String title, ScenarioEvent event) {
        run.happened(title, event, clock.since(begin));
    }

    @Override
    public void ended(ScenarioResult result) {
        run.ended(result);
        if (namesBad && result.isBad()) {
            above(ScenarioProgress.named(result));
        }
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public void tick() {
        drawing.lock();
        try {
            if (begun && !suspended && !done) {
                screen.draw(frame.of(run, clock.since(begin), screen.size()));
            }
        } finally {
            drawing.unlock();
        }
    }

    @Override
    public void print(Runnable result) {
        drawing.lock();
        try {
            screen.erase();
            result.run();
        } finally {
            drawing.unlock();
        }
        tick();
    }

    /** Prints a line above the view, where it stays. */
    public void above(String line) {
        above(Text.of(line));
    }

    private void above(Text line) {
        drawing.lock();
        try {
            screen.above(line);
        } finally {
            drawing.unlock();
        }
    }

    @Override
    public void close() {
        drawing.lock();
        try {
            if (!done) {
                done = true;
                screen.erase();
                screen.close();
            }
        } finally {
            drawing.unlock();
        }
    }

    @Override
    public void onQuit(Runnable quit) {
        // No keys are read.
    }

    @Override
    public void suspend() {
        drawing.lock();
        try {
            suspended = true;
            screen.leave();
        } finally {
            drawing.unlock();
        }
    }

    @Override
    public void resume() {
        drawing.lock();
        try {
            if (!suspended && !done) {
                // Stopped without notice: nothing of the old frame is where it was.
                screen.leave();
            }
            suspended = false;
        } finally {
            drawing.unlock();
        }
    }

    @Override
    public void release() {
        // Showing the cursor again would have to be written, and no mode of the terminal was changed.
    }
}
