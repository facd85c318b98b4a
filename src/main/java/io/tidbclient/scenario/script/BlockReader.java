package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.ServerCondition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads lists of steps, and what is made of steps: loops, tracks side by side, choices. */
final class BlockReader {
    static final List<String> KEYS = List.of("parallel", "repeat", "one-of", "barrier", "otherwise");
    private static final int MOST_ROUNDS = 10_000;

    private final Names names;
    private final StepReader steps;
    private final ScriptMistakes.Counted mistakes;

    /** The servers for which the steps are that are read now. */
    private ServerCondition within = ServerCondition.any();

    BlockReader(Names names, StepReader steps, ScriptMistakes.Counted mistakes) {
        this.names = names;
        this.steps = steps;
        this.mistakes = mistakes;
    }

    /** A list of steps, with what is made of them; not empty. */
    List<Block> blocks(Field list, String what) {
        List<Field> items = list.items(what, "a list of steps, such as '- a: BEGIN'");
        if (items.isEmpty()) {
            throw list.wrong(what + " is empty; give at least one step");
        }
        List<Block> blocks = new ArrayList<>();
        items.forEach(item -> mistakes.attempt(() -> block(item)).ifPresent(blocks::addAll));
        if (!mistakes.any()) {
            Extent.check(blocks, names);
        }
        return blocks;
    }

    /** A step, or what is made of steps; the steps of a choice by server stand side by side, each with its condition. */
    private List<Block> block(Field item) {
        Map<String, Field.Entry> entries = item.entries("a step", "a map such as 'a: BEGIN'");
        boolean byServer = !entries.isEmpty()
                && entries.values().stream()
                        .allMatch(entry -> entry.name().equals("otherwise")
                                || (ConditionReader.isForServers(entry) && !names.isSession(entry.name())));
        return byServer ? byServer(entries) : List.of(one(item, entries));
    }

    /** What is for no server that stands before it; 'otherwise' comes last. */
    private List<Block> byServer(Map<String, Field.Entry> entries) {
        List<Block> blocks = new ArrayList<>();
        ServerCondition outside = within;
        ServerCondition left = outside;
        boolean complete = false;
        for (Field.Entry entry : entries.values()) {
            if (complete) {
                throw entry.key().wrong("'otherwise' stands last; move it behind '" + entry.name() + "'");
            }
            complete = entry.name().equals("otherwise");
            ServerCondition meant = complete ? ServerCondition.any() : ConditionReader.ofKey(entry);
            within = left.and(meant);
            try {
                List<Block> own = blocks(entry.value(), "'" + entry.name() + "'");
                own.forEach(BlockReader::refuseBarriers);
                blocks.addAll(own);
            } finally {
                within = outside;
            }
            left = left.and(new ServerCondition.Not(meant));
        }
        return blocks;
    }

    /** A track would wait for it on other servers, too. */
    private static void refuseBarriers(Block block) {
        switch (block) {
            case Block.Barrier barrier ->
                throw barrier.place().wrong("a barrier is awaited on every server; put it outside of 'on-…'");
            case Block.Repeat repeat -> repeat.body().forEach(BlockReader::refuseBarriers);
            case Block.OneOf choice -> choice.choices().forEach(all -> all.forEach(BlockReader::refuseBarriers));
            case Block.One one -> {}
            case Block.Parallel parallel -> {}
        }
    }

    private Block one(Field item, Map<String, Field.Entry> entries) {
        if (entries.containsKey("parallel")) {
            return parallel(item, entries);
        }
        if (entries.containsKey("repeat")) {
            return repeat(item, entries);
        }
        if (entries.containsKey("one-of")) {
            item.entries("a choice", "", List.of("one-of"));
            return new Block.OneOf(
                    item.place(), tracks(entries.get("one-of").value(), "one-of", "choices to take one of"));
        }
        if (entries.containsKey("barrier")) {
            item.entries("a barrier", "", List.of("barrier"));
            String name = entries.get("barrier").value().text("barrier", "a name");
            return new Block.Barrier(item.place(), name);
        }
        return new Block.One(steps.step(item, entries).where(within));
    }

    private Block parallel(Field item, Map<String, Field.Entry> entries) {
        item.entries("a parallel block", "", List.of("parallel"));
        Block.Parallel block = new Block.Parallel(
                item.place(), tracks(entries.get("parallel").value(), "parallel", "tracks to run side by side"));
        if (!mistakes.any()) {
            Tracks.check(block, names);
        }
        return block;
    }

    /** Each item is a step or a list of steps. */
    private List<List<Block>> tracks(Field list, String what, String wanted) {
        List<List<Block>> tracks = new ArrayList<>();
        for (Field track : list.items(what, "a list of " + wanted)) {
            tracks.add(track.isList() ? blocks(track, "a list in '" + what + "'") : block(track));
        }
        if (tracks.size() < 2) {
            throw list.wrong(
                    "'" + what + "' needs two or more " + wanted + "; give them, or write the steps without it");
        }
        return tracks;
    }

    private Block repeat(Field item, Map<String, Field.Entry> entries) {
        item.entries("a loop", "", List.of("repeat", "as", "steps"));
        int times = (int) entries.get("repeat").value().wholeNumber("repeat", 1, MOST_ROUNDS);
        Field.Entry inner = entries.get("steps");
        if (inner == null) {
            throw item.wrong("a loop without 'steps' repeats nothing; give a list of steps");
        }
        String counter = "";
        if (entries.containsKey("as")) {
            Field as = entries.get("as").value();
            counter = as.text("as", "a name for the iteration's number");
            names.value(counter, as);
            names.reserve(counter, "the number of this loop's iteration");
        }
        List<Block> body = blocks(inner.value(), "steps");
        Block.Repeat loop = new Block.Repeat(item.place(), times, counter, body);
        if (!mistakes.any()) {
            Extent.check(List.of(loop), names);
        }
        names.release(counter);
        return loop;
    }

    /** Outside of a parallel block a barrier has nothing to wait for. */
    static void refuseLooseBarriers(List<Block> blocks) {
        for (Block block : blocks) {
            switch (block) {
                case Block.Barrier barrier ->
                    throw barrier.place()
                            .wrong(
                                    "a barrier belongs into a 'parallel' block; steps outside wait for each other anyway");
                case Block.Repeat repeat -> refuseLooseBarriers(repeat.body());
                case Block.OneOf choice -> choice.choices().forEach(BlockReader::refuseLooseBarriers);
                case Block.One one -> {}
                case Block.Parallel parallel -> {}
            }
        }
    }
}
