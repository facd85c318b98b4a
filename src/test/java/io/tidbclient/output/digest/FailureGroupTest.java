package io.tidbclient.output.digest;

import io.tidbclient.output.Runs;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class FailureGroupTest {
    @Test
    void the_same_failure_on_many_connections_is_one_group_and_the_largest_comes_first() {
        List<FailureGroup> groups = FailureGroup.of(List.of(
                Runs.failed(1, Runs.DENIED.at("c1", "Connecting")),
                Runs.completed(2),
                Runs.failed(3, Runs.REFUSED.at("c3", "Connecting")),
                Runs.failed(4, Runs.REFUSED.at("c4", "Connecting"))));
        assertThat(groups)
                .containsExactly(
                        new FailureGroup(Runs.REFUSED.at("", "Connecting"), List.of("c3", "c4")),
                        new FailureGroup(Runs.DENIED.at("", "Connecting"), List.of("c1")));
    }

    @Test
    void a_failure_in_another_state_is_another_group() {
        assertThat(FailureGroup.of(List.of(
                        Runs.failed(1, Runs.REFUSED.at("c1", "Connecting")),
                        Runs.failed(2, Runs.REFUSED.at("c2", "TestingConnection")))))
                .hasSize(2);
    }
}
