package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Block;

import java.util.List;

/** How many steps a list of blocks comes to at most, with loops unrolled and groups as their members. */
final class Extent {
    /** As many as the player takes. */
    private static final long MOST = 50_000;

    private Extent() {}

    /** Refuses blocks that come to more steps than can be played, before anything is connected. */
    static void check(List<Block> blocks, Names names) {
        long steps = 0;
        for (Block block : blocks) {
            steps += of(block, names);
            if (steps > MOST) {
                throw block.place().wrong("this makes more than " + MOST + " steps; repeat fewer times");
            }
        }
    }

    private static long of(Block block, Names names) {
        return switch (block) {
            case Block.One one -> names.connections(null, one.step().session()).size();
            case Block.Barrier barrier -> 1;
            case Block.Repeat repeat -> repeat.times() * sum(repeat.body(), names);
            case Block.Parallel parallel ->
                parallel.tracks().stream().mapToLong(track -> sum(track, names)).sum();
            case Block.OneOf choice ->
                choice.choices().stream()
                        .mapToLong(blocks -> sum(blocks, names))
                        .max()
                        .orElse(0);
        };
    }

    private static long sum(List<Block> blocks, Names names) {
        return blocks.stream().mapToLong(block -> of(block, names)).sum();
    }
}
