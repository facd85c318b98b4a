package io.tidbclient.output;

import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.terminal.Key;
import io.tidbclient.output.terminal.Keys;
import io.tidbclient.output.terminal.LiveTerminal;
import io.tidbclient.output.terminal.RefreshTimer;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Text;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The live view of a terminal. Events are only noted, the ticker draws, so that a slow terminal blocks no other thread.
 * The result takes the place of the last view. While keys are read, the last line names them.
 *
 * @param <S> the snapshot of the run
 */
public final class LiveRenderer<S> implements RunRenderer<S>, LiveTerminal {
    /** Ten drawings a second at most: faster than anybody reads, slow enough for a remote shell. */
    static final Duration PERIOD = Duration.ofMillis(100);

    private final Screen screen;
    private final RunRenderer<S> result;
    private final InstantSource clock;
    private final RefreshTimer.Ticking ticking;
    private final RunView<S> view;
    private final Keys keys;
    private final ViewControls controls;
    private final ReentrantLock drawing = new ReentrantLock();
    private final Queue<Text> lasting = new ConcurrentLinkedQueue<>();
    private volatile Seen<S> seen = new Seen<>(Optional.empty(), Optional.empty());
    private Optional<FrameKey<S>> drawn = Optional.empty();
    private volatile Runnable quit = () -> {};
    private List<Text> body = List.of();
    private volatile boolean stopping;
    private boolean suspended;
    private boolean done;

    private record Seen<S>(Optional<S> run, Optional<Text> news) {
        // Comparing thousands of connections is no cheaper than drawing them; the same snapshot is the same object.
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** All that a frame shows; as long as it stays the same, there is nothing to draw. Times are shown in seconds. */
    private record FrameKey<S>(Seen<S> seen, long second, Screen.Size size, int keys) {
        /** The same frame on a screen that may have changed, after keys that may have changed its last lines. */
        FrameKey<S> on(Screen.Size now, int pressed) {
            return new FrameKey<>(seen, second, now, pressed);
        }
    }

    /**
     * @param screen closed by this renderer
     * @param timer says when to draw
     * @param clock the one that snapshots are stamped by
     * @param view what is drawn
     * @param keys taken when the first view is drawn, and closed by this renderer
     * @param result what is printed on standard output; receives every event first, and is closed by this renderer
     */
    public LiveRenderer(
            Screen screen, RefreshTimer timer, InstantSource clock, RunView<S> view, Keys keys, RunRenderer<S> result) {
        this.view = view;
        this.keys = keys;
        this.controls = new ViewControls(view);
        this.screen = screen;
        this.result = result;
        this.clock = clock;
        this.ticking = timer.every(PERIOD, this::tick);
    }

    @Override
    public void on(RunEvent event, S after) {
        result.on(event, after);
        Optional<Text> news = event instanceof RunEvent.MessageSent message
                ? Optional.of(Text.of(message.from() + " → " + message.to() + ": " + message.text()))
                : seen.news();
        seen = new Seen<>(Optional.of(after), news);
        lasting.addAll(view.on(event, after));
        stopping |= event instanceof RunEvent.Stopping;
    }

    @Override
    public void finished(S last, RunVerdict verdict) {
        ticking.close();
        drawing.lock();
        try {
            printLasting();
            screen.erase();
            leave();
            result.finished(last, verdict);
        } finally {
            drawing.unlock();
        }
    }

    @Override
    public Optional<Consumer<String>> aboveView() {
        return Optional.of(this::printAbove);
    }

    private void printAbove(String line) {
        drawing.lock();
        try {
            screen.above(Text.of(line));
        } finally {
            drawing.unlock();
        }
    }

    @Override
    public void close() {
        ticking.close();
        drawing.lock();
        try {
            leave();
        } finally {
            drawing.unlock();
            result.close();
        }
    }

    @Override
    public void abandon() {
        release();
        result.abandon();
    }

    @Override
    public Optional<LiveTerminal> liveTerminal() {
        return Optional.of(this);
    }

    @Override
    public void onQuit(Runnable action) {
        quit = action;
    }

    @Override
    public void suspend() {
        drawing.lock();
        try {
            suspended = true;
            screen.leave();
            keys.giveBack();
        } finally {
            drawing.unlock();
        }
    }

    @Override
    public void resume() {
        drawing.lock();
        try {
            if (!done) {
                if (!suspended) {
                    // Stopped without notice: nothing of the old frame is where it was, and the modes may be a shell's.
                    screen.leave();
                    keys.giveBack();
                }
                drawn = Optional.empty();
                keys.take();
            }
            suspended = false;
        } finally {
            drawing.unlock();
        }
    }

    @Override
    public void release() {
        keys.close();
    }

    private void tick() {
        boolean quits = false;
        drawing.lock();
        try {
            drawTick();
            List<Key> typed = keys.typed();
            for (Key key : typed) {
                quits |= controls.press(key);
            }
            if (!typed.isEmpty()) {
                drawTick();
            }
        } finally {
            drawing.unlock();
        }
        if (quits) {
            quit.run();
        }
    }

    private void drawTick() {
        if (suspended) {
            return;
        }
        if (stopping) {
            controls.proceed();
        }
        if (!controls.arePaused()) {
            printLasting();
        }
        Instant now = clock.instant();
        FrameKey<S> key = key(now, screen.size());
        if (!done && key.seen().run().isPresent() && !drawn.equals(Optional.of(key))) {
            keys.take();
            draw(key, now);
            drawn = Optional.of(key);
        }
    }

    private FrameKey<S> key(Instant now, Screen.Size size) {
        return drawn.filter(last -> controls.arePaused())
                .map(last -> last.on(size, controls.pressed()))
                .orElseGet(() -> new FrameKey<>(seen, now.getEpochSecond(), size, controls.pressed()));
    }

    private void printLasting() {
        for (Text line = lasting.poll(); line != null; line = lasting.poll()) {
            screen.above(line);
        }
    }

    private void draw(FrameKey<S> key, Instant now) {
        Screen.Size size = key.size();
        List<Text> footer = keys.areTaken() ? controls.footer(size) : List.of();
        int rows = Math.max(1, size.rows() - footer.size());
        if (!controls.arePaused() || body.isEmpty()) {
            body = view.frame(
                    key.seen().run().orElseThrow(), now, key.seen().news(), new Screen.Size(size.columns(), rows));
        }
        List<Text> frame = new ArrayList<>(body.subList(0, Math.min(body.size(), Math.max(1, rows - 1))));
        frame.addAll(footer);
        screen.draw(frame);
    }

    private void leave() {
        done = true;
        screen.close();
        keys.close();
    }
}
