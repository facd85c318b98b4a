package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Scenario;

import java.util.List;

/** How many steps a list of blocks comes to at most, with loops unrolled and groups as their members. */
final class Extent {
    private final Names names;

    private Extent(Names names) {
        this.names = names;
    }

    /** Refuses blocks that come to more steps than can be run, before anything is connected. */
    static void check(List<Block> blocks, Names names) {
        Extent extent = new Extent(names);
        long steps = 0;
        for (Block block : blocks) {
            steps += extent.of(block, 1);
            if (steps > Scenario.MOST_STEPS) {
                throw block.place().wrong("this makes more than " + Scenario.MOST_STEPS + " steps; repeat fewer times");
            }
        }
    }

    /** @param members how many wait at a barrier: each member of the track's widest group */
    private long of(Block block, long members) {
        return switch (block) {
            case Block.One one -> widest(one);
            case Block.Barrier barrier -> members;
            case Block.Repeat repeat -> repeat.times() * sum(repeat.body(), members);
            case Block.Parallel parallel ->
                parallel.tracks().stream()
                        .mapToLong(track -> sum(track, widest(track)))
                        .sum();
            case Block.OneOf choice ->
                choice.choices().stream()
                        .mapToLong(blocks -> sum(blocks, members))
                        .max()
                        .orElse(0);
        };
    }

    private long sum(List<Block> blocks, long members) {
        return blocks.stream().mapToLong(block -> of(block, members)).sum();
    }

    private long widest(List<Block> blocks) {
        return blocks.stream().mapToLong(this::widest).max().orElse(1);
    }

    private long widest(Block block) {
        return switch (block) {
            case Block.One one -> names.connections(null, one.step().session()).size();
            case Block.Repeat repeat -> widest(repeat.body());
            case Block.OneOf choice ->
                choice.choices().stream().mapToLong(this::widest).max().orElse(1);
            case Block.Barrier barrier -> 1;
            case Block.Parallel parallel -> 1;
        };
    }
}
