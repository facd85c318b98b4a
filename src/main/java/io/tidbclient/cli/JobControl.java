package io.tidbclient.cli;

import io.tidbclient.output.terminal.ControllingTerminal;
import io.tidbclient.output.terminal.LiveTerminal;
import org.jline.utils.Signals;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Ctrl-Z, {@code fg} and {@code bg} while a live view is drawn: the terminal is given back before the process stops, and taken
 * again when it continues. Also restores the terminal where a second signal ends the process at once.
 */
@ApplicationScoped
public class JobControl {
    private static final long PATIENCE_SECONDS = 2;

    private final Interrupts interrupts;

    JobControl(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    /** From now on {@code live}, if there is one, follows the shell's job control; its key to quit is like Ctrl-C. */
    public void follow(Optional<LiveTerminal> live) {
        live.ifPresent(this::follow);
    }

    private void follow(LiveTerminal live) {
        live.onQuit(interrupts::quit);
        interrupts.beforeHalt(live::release);
        if (ControllingTerminal.leadsItsSession()) {
            return;
        }
        Signals.register("CONT", live::resume);
        Signals.register("TSTP", () -> {
            live.suspend();
            if (!stopped()) {
                live.resume();
            }
        });
    }

    /** Stops this process, with the signal that cannot be handled: the other one would come back here. */
    private static boolean stopped() {
        try {
            Process kill = new ProcessBuilder(
                            "kill", "-STOP", "" + ProcessHandle.current().pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && kill.exitValue() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
