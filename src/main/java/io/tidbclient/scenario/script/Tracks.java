package io.tidbclient.scenario.script;

import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Place;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold of tracks side by side: no session in two of them, no barrier at which a track waits indefinitely. */
final class Tracks {
    private Tracks() {}

    static void check(Block.Parallel parallel, Names names) {
        Map<String, Integer> owner = new HashMap<>();
        List<List<Block.Barrier>> barriers = new ArrayList<>();
        for (int track = 0; track < parallel.tracks().size(); track++) {
            int number = track;
            List<Block> blocks = parallel.tracks().get(track);
            blocks.forEach(Tracks::refuseInner);
            steps(blocks.stream())
                    .forEach(one -> names.connections(null, one.step().session())
                            .forEach(connection -> claim(owner, connection, number, one.place())));
            barriers.add(barriers(blocks));
        }
        for (int track = 0; track < barriers.size(); track++) {
            List<Block.Barrier> mine = barriers.get(track);
            List<List<Block.Barrier>> others = new ArrayList<>(barriers);
            others.remove(track);
            others.forEach(theirs -> compare(mine, theirs));
            for (Block.Barrier barrier : mine) {
                boolean alone = others.stream()
                        .noneMatch(
                                other -> other.stream().anyMatch(b -> b.name().equals(barrier.name())));
                if (alone) {
                    throw barrier.place()
                            .wrong("no other track has the barrier " + Quoted.of(barrier.name())
                                    + "; add it to another track of the block");
                }
            }
        }
    }

    private static void refuseInner(Block block) {
        switch (block) {
            case Block.Parallel inner -> throw inner.place().wrong("nested 'parallel' blocks are not supported");
            case Block.Repeat repeat -> repeat.body().forEach(Tracks::refuseInner);
            case Block.OneOf choice -> choice.choices().forEach(blocks -> blocks.forEach(Tracks::refuseInner));
            case Block.One one -> {}
            case Block.Barrier barrier -> {}
        }
    }

    private static void claim(Map<String, Integer> owner, String connection, int track, Place place) {
        Integer other = owner.putIfAbsent(connection, track);
        if (other != null && other != track) {
            throw place.wrong("session " + connection
                    + " is in two tracks of this block, so that the order of its steps is not known; keep it in one");
        }
    }

    /** The barriers that two tracks share must come in the same order and as often. */
    private static void compare(List<Block.Barrier> mine, List<Block.Barrier> theirs) {
        List<Block.Barrier> shared = mine.stream()
                .filter(b -> theirs.stream().anyMatch(o -> o.name().equals(b.name())))
                .toList();
        List<String> other = theirs.stream()
                .map(Block.Barrier::name)
                .filter(name -> mine.stream().anyMatch(b -> b.name().equals(name)))
                .toList();
        for (int i = 0; i < shared.size(); i++) {
            Optional<String> counterpart = i < other.size() ? Optional.of(other.get(i)) : Optional.empty();
            Block.Barrier barrier = shared.get(i);
            if (counterpart.isEmpty()) {
                throw barrier.place()
                        .wrong(
                                "the barrier %s waits for a track that has ended by then; let each track come to it as often"
                                        .formatted(Quoted.of(barrier.name())));
            }
            if (!counterpart.get().equals(barrier.name())) {
                throw barrier.place()
                        .wrong(
                                "the barrier %s waits for a track that waits at %s; give all tracks the same order of barriers"
                                        .formatted(Quoted.of(barrier.name()), Quoted.of(counterpart.get())));
            }
        }
    }

    private static List<Block.Barrier> barriers(List<Block> blocks) {
        List<Block.Barrier> found = new ArrayList<>();
        for (Block block : blocks) {
            switch (block) {
                case Block.Barrier barrier -> found.add(barrier);
                case Block.Repeat repeat -> {
                    List<Block.Barrier> inside = barriers(repeat.body());
                    for (int i = 0; i < repeat.times() && !inside.isEmpty(); i++) {
                        found.addAll(inside);
                    }
                }
                case Block.One one -> {}
                case Block.OneOf choice -> refuseInside(choice, choice.choices());
                case Block.Parallel inner -> {}
            }
        }
        return found;
    }

    private static void refuseInside(Block.OneOf choice, List<List<Block>> choices) {
        if (choices.stream().anyMatch(blocks -> !barriers(blocks).isEmpty())) {
            throw choice.place().wrong("a barrier in a choice may never be reached; put it outside of 'one-of'");
        }
    }

    private static Stream<Block.One> steps(Stream<Block> blocks) {
        return blocks.flatMap(block -> switch (block) {
            case Block.One one -> Stream.of(one);
            case Block.Repeat repeat -> steps(repeat.body().stream());
            case Block.OneOf choice -> choice.choices().stream().flatMap(blocksOf -> steps(blocksOf.stream()));
            case Block.Parallel inner -> inner.tracks().stream().flatMap(track -> steps(track.stream()));
            case Block.Barrier barrier -> Stream.empty();
        });
    }
}
