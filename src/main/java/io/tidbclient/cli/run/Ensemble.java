package io.tidbclient.cli.run;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidbclient.coordination.Run;
import io.tidbclient.coordination.StopCause;
import io.tidbclient.scenario.play.Performance;
import io.tidbclient.scenario.play.Player;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Playings, some of them at the same time, all of which an interruption stops. */
final class Ensemble implements AutoCloseable {
    private final int atOnce;
    private final boolean failFast;
    private final Set<Run> running = ConcurrentHashMap.newKeySet();
    private final AtomicReference<StopCause> stopped = new AtomicReference<>();
    private volatile boolean enough;

    /** Something to play, or to pass over. */
    sealed interface Item {
        /** To play. */
        record Play(Player.Request request) implements Item {}

        /** To pass over, with the result that says why. */
        record Skip(Performance performance) implements Item {}
    }

    Ensemble(int atOnce, boolean failFast) {
        this.atOnce = atOnce;
        this.failFast = failFast;
    }

    /** Stops whatever runs; what has not begun does not begin. */
    void interrupt(int signal) {
        stopped.compareAndSet(null, new StopCause.Interrupted(signal));
        running.forEach(run -> run.stop(stopped.get()));
    }

    /** What stopped it, if anything did. */
    Optional<StopCause> interruptedBy() {
        return Optional.ofNullable(stopped.get());
    }

    /** The result of a run that an interruption stops. */
    <T> T during(Run run, Uni<T> result) {
        return watched(run, result).await().indefinitely();
    }

    /**
     * Plays all of them, and those that follow the first failure only when that is not to be the end.
     *
     * @param ended hears of each as it ends, one at a time
     */
    List<Performance> play(List<Item> items, Player player, Consumer<Performance> ended) {
        List<Performance> performances = new ArrayList<>();
        Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUni(item -> one(item, player))
                .merge(atOnce)
                .onItem()
                .invoke(performance -> performance.ifPresent(done -> {
                    synchronized (performances) {
                        performances.add(done);
                        ended.accept(done);
                    }
                }))
                .collect()
                .last()
                .await()
                .indefinitely();
        return performances;
    }

    private Uni<Optional<Performance>> one(Item item, Player player) {
        return Uni.createFrom().deferred(() -> switch (item) {
            case Item.Skip skip -> Uni.createFrom().item(Optional.of(skip.performance()));
            case Item.Play play
            when stopped.get() != null || enough -> Uni.createFrom().item(Optional.empty());
            case Item.Play play ->
                begun(player.start(play.request())).invoke(this::count).onItem().transform(Optional::of);
        });
    }

    private void count(Performance done) {
        if (failFast && done.isBad()) {
            enough = true;
        }
    }

    private Uni<Performance> begun(Player.Begun begun) {
        return switch (begun) {
            case Player.Playing playing -> watched(playing.run(), playing.performance());
            case Player.NotPlayed none -> Uni.createFrom().item(none.performance());
        };
    }

    private <T> Uni<T> watched(Run run, Uni<T> result) {
        running.add(run);
        StopCause cause = stopped.get();
        if (cause != null) {
            run.stop(cause);
        }
        return result.onTermination().invoke(() -> running.remove(run));
    }

    @Override
    public void close() {
        running.forEach(run -> run.stop(new StopCause.Broken("the command ended before its scenarios")));
    }
}
