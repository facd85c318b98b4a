package io.tidbclient.serve.hook;

import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.TargetView;

import java.util.List;
import java.util.Optional;

/**
 * Runs a command when a target goes down, also by its first check, and one when it comes back. The hooks of a target run one
 * after the other, in the order of what happened; those of several targets at the same time.
 */
public final class TargetHooks {
    private final Optional<List<String>> onDown;
    private final Optional<List<String>> onUp;
    private final HookQueue queue;

    /**
     * Hooks of a server.
     *
     * @param onDown the program and its arguments for a target that goes down
     * @param onUp the same for one that comes back
     * @param queue runs them
     */
    public TargetHooks(Optional<List<String>> onDown, Optional<List<String>> onUp, HookQueue queue) {
        this.onDown = onDown.map(List::copyOf);
        this.onUp = onUp.map(List::copyOf);
        this.queue = queue;
    }

    /** Takes in what happened. Returns at once. */
    public void on(ServerUpdate update) {
        if (update.event() instanceof ServerEvent.CheckDone ended) {
            update.after().target(ended.target()).ifPresent(this::changed);
        }
    }

    private void changed(TargetView view) {
        view.lastRecord()
                .ifPresent(record -> command(view, record)
                        .ifPresent(command ->
                                queue.add(new Hook(view.name(), command, TargetFacts.of(view, record), ""))));
    }

    private Optional<List<String>> command(TargetView view, CheckRecord record) {
        Optional<Boolean> before = view.recent().stream().skip(1).findFirst().map(CheckRecord::up);
        if (record.up()) {
            return before.equals(Optional.of(false)) ? onUp : Optional.empty();
        }
        return before.equals(Optional.of(false)) ? Optional.empty() : onDown;
    }
}
