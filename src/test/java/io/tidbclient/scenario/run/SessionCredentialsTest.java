package io.tidbclient.scenario.run;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sessions log in on the server that the script gives them. */
class SessionCredentialsTest {
    private static final Scenario TWO_SERVERS = TestScripts.one("""
            scenario: s
            users: {app: }
            sessions:
              a:
              b: {server: 2}
              c: {server: 2, user: app}
            steps: [{a: SELECT 1}]
            """);

    private static ConnectionSettings server(int port) {
        return ConnectionSettings.of("c1", new ServerAddress("127.0.0.1", port), "root", Secret.of("x"));
    }

    @Test
    void each_session_connects_to_its_server_and_the_tool_to_the_first() {
        SessionCredentials credentials = new SessionCredentials(
                TWO_SERVERS, List.of(server(4000), server(4001)), Duration.ofSeconds(10), "1", () -> Secret.of("y"));

        assertThat(credentials.settings("a").target().port()).isEqualTo(4000);
        assertThat(credentials.settings("b").target().port()).isEqualTo(4001);
        assertThat(credentials.settings("b").user()).isEqualTo("root");
        assertThat(credentials.settings("c").target().port()).isEqualTo(4001);
        assertThat(credentials.settings("c").user()).isEqualTo("tc_1_app");
        assertThat(credentials.own("keeper").target().port()).isEqualTo(4000);
        assertThat(credentials.own("privileges", "c").target().port()).isEqualTo(4001);
    }

    @Test
    void another_password_is_that_of_a_user_of_the_scenario_or_of_one_that_exists() {
        Scenario scenario = TestScripts.one("""
                scenario: s
                users: {app: }
                sessions:
                  wrong: {user: app, wrong-password: true}
                  known: {user: report, no-password: true}
                steps: [{known: SELECT 1}]
                """);
        SessionCredentials credentials = new SessionCredentials(
                scenario, List.of(server(4000)), Duration.ofSeconds(10), "1", () -> Secret.of("y"));

        assertThat(credentials.settings("wrong").user()).isEqualTo("tc_1_app");
        assertThat(credentials.settings("wrong").password().reveal()).isNotEqualTo("y");
        assertThat(credentials.settings("known").user()).isEqualTo("report");
        assertThat(credentials.settings("known").password().reveal()).isEmpty();
    }

    @Test
    void members_of_a_group_in_turn_are_spread_over_all_servers() {
        SessionCredentials credentials = new SessionCredentials(
                InTurnScenario.of(5),
                List.of(server(4000), server(4001), server(4002)),
                Duration.ofSeconds(10),
                "1",
                () -> Secret.of("y"));

        assertThat(List.of("w1", "w2", "w3", "w4", "w5"))
                .extracting(member -> credentials.settings(member).target().port())
                .containsExactly(4000, 4001, 4002, 4000, 4001);
    }

    @Test
    void a_server_that_the_command_does_not_name_is_refused() {
        assertThatCode(() -> TWO_SERVERS.requireServers(2)).doesNotThrowAnyException();
        assertThatThrownBy(() -> TWO_SERVERS.requireServers(1))
                .isInstanceOf(ConfigException.class)
                .hasMessage("s.yaml:5:3: session b is on server 2, and there is 1; name 2 servers of one cluster:"
                        + " -H HOST1,HOST2.");
    }
}
