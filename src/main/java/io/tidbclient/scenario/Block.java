package io.tidbclient.scenario;

import java.util.List;
import java.util.stream.Stream;

/** A part of a script's steps. */
public sealed interface Block {
    /** Where it begins. */
    Place place();

    /** All steps in it, each once. */
    default Stream<Step> steps() {
        return switch (this) {
            case One one -> Stream.of(one.step());
            case Barrier barrier -> Stream.empty();
            case Repeat repeat -> repeat.body().stream().flatMap(Block::steps);
            case Parallel parallel ->
                parallel.tracks().stream().flatMap(List::stream).flatMap(Block::steps);
            case OneOf choice -> choice.choices().stream().flatMap(List::stream).flatMap(Block::steps);
        };
    }

    /** Whether the seed chooses something in it. */
    default boolean hasChoice() {
        return switch (this) {
            case OneOf choice -> true;
            case Repeat repeat -> repeat.body().stream().anyMatch(Block::hasChoice);
            case Parallel parallel ->
                parallel.tracks().stream().flatMap(List::stream).anyMatch(Block::hasChoice);
            case One one -> false;
            case Barrier barrier -> false;
        };
    }

    /** One step of one session, or of each member of a group at once. */
    record One(Step step) implements Block {
        @Override
        public Place place() {
            return step.place();
        }
    }

    /** Tracks that run side by side, each in its own order. */
    record Parallel(Place place, List<List<Block>> tracks) implements Block {
        public Parallel {
            tracks = tracks.stream().map(List::copyOf).toList();
        }
    }

    /** Within {@link Parallel}: each track that has a barrier of this name waits there for all others that have it. */
    record Barrier(Place place, String name) implements Block {}

    /** The same again and again; the round, from 1, is known as {@code counter} unless that is empty. */
    record Repeat(Place place, int times, String counter, List<Block> body) implements Block {
        public Repeat {
            body = List.copyOf(body);
        }
    }

    /** One of these, chosen by the seed. */
    record OneOf(Place place, List<List<Block>> choices) implements Block {
        public OneOf {
            choices = choices.stream().map(List::copyOf).toList();
        }
    }
}
