package io.tidbclient.scenario.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Names of runs' databases and users are recognised, and no others. */
class FixtureNamesTest {
    @Test
    void id_of_a_run_is_eight_hexadecimal_digits_the_first_a_letter() {
        SplittableRandom random = new SplittableRandom(1);
        var runs =
                Stream.generate(() -> FixtureNames.newRun(random)).limit(1_000).collect(Collectors.toSet());

        assertThat(runs).hasSize(1_000).allMatch(run -> run.matches("[a-f][0-9a-f]{7}"));
        assertThat(runs.stream().map(run -> run.charAt(0))).contains('a', 'b', 'c', 'd', 'e', 'f');
        assertThat(runs.stream().map(run -> run.charAt(1))).contains('0', '9', 'a', 'f');
    }

    @Test
    void names_of_a_run_belong_to_it() {
        String run = FixtureNames.newRun(new SplittableRandom(2));

        assertThat(FixtureNames.runOfDatabase(FixtureNames.database(run))).contains(run);
        assertThat(FixtureNames.runOfUser(FixtureNames.user(run, "app"))).contains(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20240131", "0aaaaaaa", "A0000000", "a000000", "a00000000", "history", "a000000g", ""})
    void other_names_with_the_same_beginning_belong_to_no_run(String run) {
        assertThat(FixtureNames.runOfDatabase("tidb_client_" + run)).isEmpty();
        assertThat(FixtureNames.runOfUser("tc_" + run + "_app")).isEmpty();
    }
}
