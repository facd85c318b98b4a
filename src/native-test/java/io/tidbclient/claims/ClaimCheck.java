package io.tidbclient.claims;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs rows of the table, each on the sound world and on the falsified one, both at once. Rows with the same command and
 * world read the same run.
 */
final class ClaimCheck {
    private final Map<String, Falsification> falsifications;
    private final ClaimCommand command;
    private final Map<Seen, Observation> seen = new ConcurrentHashMap<>();

    ClaimCheck(Map<String, Falsification> falsifications, Path folder) {
        this.falsifications = falsifications;
        this.command = new ClaimCommand(folder);
    }

    /** The claim stands while its fact does, and is gone when it does not. */
    void verify(ClaimRow row) throws Exception {
        Falsification worlds = Optional.ofNullable(falsifications.get(row.falsification()))
                .orElseThrow(() -> new AssertionError("no falsification is called '" + row.falsification() + "'"));
        boolean served = row.exitCode() < 0;

        Observation sound;
        Observation falsified;
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Future<Observation> one = both.submit(() -> observe(row, worlds.sound(), row.claimed()));
            Future<Observation> other = both.submit(() -> observe(row, worlds.falsified(), row.instead()));
            sound = one.get();
            falsified = other.get();
        }

        assertField(row, sound, row.claimed(), "on the sound server");
        assertThat(sound.exitCode())
                .as("exit code on the sound server, %s", sound.output())
                .isEqualTo(served ? -1 : 0);
        assertField(row, falsified, row.instead(), "falsified");
        assertThat(falsified.exitCode())
                .as("exit code, falsified, %s", falsified.output())
                .isEqualTo(row.exitCode());
    }

    private static void assertField(ClaimRow row, Observation observation, String expected, String where) {
        assertThat(ClaimValue.is(observation.document().at(row.pointer()), expected))
                .as(
                        "%s %s is %s, expected %s%n%s",
                        row.pointer(), where, observation.document().at(row.pointer()), expected, observation.output())
                .isTrue();
    }

    private Observation observe(ClaimRow row, World.Source source, String expected) throws Exception {
        // What a server says is read until it is as expected: not the same for another row.
        Seen key = new Seen(source, row.command(), row.exitCode() < 0 ? row.toString() : row.schema());
        if (seen.containsKey(key)) {
            return seen.get(key);
        }
        try (World world = source.open()) {
            Observation observation = command.run(row, world, expected);
            seen.put(key, observation);
            return observation;
        }
    }

    private record Seen(World.Source source, String command, String what) {}
}
