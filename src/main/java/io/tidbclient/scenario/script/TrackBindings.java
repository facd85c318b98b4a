package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Predecessor;
import io.tidbclient.scenario.ServerCase;
import io.tidbclient.scenario.Step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What tracks side by side know: each what it saved itself, and at a barrier what all saved that come to it. */
final class TrackBindings {
    private final Bindings bindings;

    TrackBindings(Bindings bindings) {
        this.bindings = bindings;
    }

    /** Something in a track's order: a block that is no loop, or a loop's beginning or end. */
    private sealed interface Item {
        record Begin(Block.Repeat loop) implements Item {}

        record End(Block.Repeat loop) implements Item {}

        record Other(Block block) implements Item {}
    }

    /** A track, how far it has come, and what is known there. */
    private static final class Track {
        private final List<Item> items = new ArrayList<>();
        private final Map<String, Integer> barriersLeft = new HashMap<>();
        private final IdentityHashMap<Block.Repeat, Set<ServerCase>> outside = new IdentityHashMap<>();
        private final Knowledge known;

        /** What was known when each step had begun, and ended unless it waits. */
        private final Map<Step, Knowledge> atSteps = new HashMap<>();

        private int position;

        private Track(List<Block> blocks, Knowledge before) {
            known = new Knowledge(before);
            blocks.forEach(block -> add(block, true));
        }

        /** @param all whether steps count; from the second round of a loop on, only its barriers do */
        private void add(Block block, boolean all) {
            switch (block) {
                case Block.Repeat loop -> {
                    if (all) {
                        items.add(new Item.Begin(loop));
                        loop.body().forEach(inner -> add(inner, true));
                        items.add(new Item.End(loop));
                    }
                    int before = items.size();
                    for (int round = all ? 1 : 0; round < loop.times(); round++) {
                        loop.body().forEach(inner -> add(inner, false));
                        if (items.size() == before) {
                            return;
                        }
                    }
                }
                case Block.Barrier barrier -> {
                    items.add(new Item.Other(barrier));
                    barriersLeft.merge(barrier.name(), 1, Integer::sum);
                }
                case Block.One one when all -> items.add(new Item.Other(one));
                case Block.OneOf choice when all -> items.add(new Item.Other(choice));
                case Block.One one -> {}
                case Block.OneOf choice -> {}
                case Block.Parallel inner -> throw new IllegalStateException("tracks within tracks were refused");
            }
        }

        private Optional<Block.Barrier> at() {
            return position < items.size()
                            && items.get(position) instanceof Item.Other other
                            && other.block() instanceof Block.Barrier barrier
                    ? Optional.of(barrier)
                    : Optional.empty();
        }

        private boolean isAtEnd() {
            return position >= items.size();
        }

        /** The step that is next. */
        private Optional<Step> due() {
            return !isAtEnd()
                            && items.get(position) instanceof Item.Other other
                            && other.block() instanceof Block.One one
                    ? Optional.of(one.step())
                    : Optional.empty();
        }

        private boolean standsAt(String barrier) {
            return at().filter(here -> here.name().equals(barrier)).isPresent();
        }

        private void pass(Block.Barrier barrier) {
            position++;
            barriersLeft.merge(barrier.name(), -1, Integer::sum);
        }
    }

    void check(Block.Parallel parallel, Knowledge known) {
        List<Track> tracks = parallel.tracks().stream()
                .map(blocks -> new Track(blocks, known))
                .toList();
        while (tracks.stream().anyMatch(track -> !track.isAtEnd())) {
            boolean moved = false;
            for (Track track : tracks) {
                moved |= advance(track, tracks);
            }
            if (!moved) {
                meet(tracks);
            }
        }
        tracks.forEach(track -> known.add(track.known));
    }

    private void meet(List<Track> tracks) {
        Block.Barrier barrier = tracks.stream()
                .flatMap(track -> track.at().stream())
                .filter(candidate -> tracks.stream()
                        .filter(track -> track.barriersLeft.getOrDefault(candidate.name(), 0) > 0)
                        .allMatch(track -> track.standsAt(candidate.name())))
                .findFirst()
                .orElseThrow(() -> deadlock(tracks));
        List<Track> there =
                tracks.stream().filter(track -> track.standsAt(barrier.name())).toList();
        Knowledge all = new Knowledge();
        there.forEach(track -> all.add(track.known));
        there.forEach(track -> {
            track.known.add(all);
            track.pass(barrier);
        });
    }

    private ConfigException deadlock(List<Track> tracks) {
        Optional<Predecessor> waitedFor = tracks.stream()
                .flatMap(track -> track.due().stream())
                .flatMap(step -> bindings.firstNotBegun(step).stream())
                .findFirst();
        return waitedFor
                .map(predecessor -> predecessor
                        .place()
                        .wrong(
                                "here the tracks deadlock: the step %s cannot end before this one begins; change their order"
                                        .formatted(Quoted.of(predecessor.step()))))
                .orElseGet(() -> tracks.stream()
                        .flatMap(track -> track.at().stream())
                        .findFirst()
                        .orElseThrow()
                        .place()
                        .wrong("here the tracks deadlock; use the same order of barriers in all of them"));
    }

    /** Advances to the next barrier, or to a step that waits for one of another track; returns whether it moved. */
    private boolean advance(Track track, List<Track> tracks) {
        int before = track.position;
        while (!track.isAtEnd()
                && track.at().isEmpty()
                && track.due().flatMap(bindings::firstNotBegun).isEmpty()) {
            track.due().ifPresent(step -> learn(step, track, tracks));
            switch (track.items.get(track.position++)) {
                case Item.Begin begin -> {
                    track.outside.put(
                            begin.loop(), track.known.where(begin.loop().counter()));
                    bindings.count(begin.loop(), track.known);
                }
                case Item.End end ->
                    track.known.restore(end.loop().counter(), track.outside.getOrDefault(end.loop(), Set.of()));
                case Item.Other other -> {
                    bindings.blocks(List.of(other.block()), track.known);
                    if (other.block() instanceof Block.One one) {
                        track.atSteps.put(one.step(), new Knowledge(track.known));
                    }
                }
            }
        }
        return track.position > before;
    }

    /** A step knows what was known at the end of those that it waits for. */
    private void learn(Step step, Track own, List<Track> tracks) {
        step.after()
                .forEach(predecessor -> tracks.forEach(track -> track.atSteps.forEach((other, known) -> {
                    if (other.name().filter(predecessor.step()::equals).isPresent()) {
                        Knowledge ended = new Knowledge(known);
                        bindings.connections(other).forEach(ended::ended);
                        own.known.add(ended);
                    }
                })));
    }
}
