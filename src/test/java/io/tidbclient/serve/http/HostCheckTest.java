package io.tidbclient.serve.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class HostCheckTest {
    private final HostCheck check = new HostCheck(List.of("Monitor.example"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:4080",
                "tidb.localhost:4080",
                "127.0.0.1",
                "127.0.0.1:4080",
                "10.1.2.3:80",
                "[::1]",
                "[::1]:4080",
                "[fe80::1]:4080",
                "monitor.example",
                "MONITOR.example:4080"
            })
    void names_of_this_machine_are_permitted(String host) {
        assertThat(check.permits(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":4080",
                "attacker.example",
                "attacker.example:4080",
                "localhost.attacker.example",
                "127.0.0.1.attacker.example",
                "notlocalhost",
                "monitor.example.attacker",
                "2130706433"
            })
    void names_that_another_site_may_point_here_are_not(String host) {
        assertThat(check.permits(host)).isFalse();
    }
}
