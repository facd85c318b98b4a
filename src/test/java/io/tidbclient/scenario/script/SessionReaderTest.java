package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.scenario.SessionPlan.Login;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static io.tidbclient.scenario.script.ScriptRefusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

class SessionReaderTest {
    @Test
    void sessions_have_levels_modes_variables_and_users() {
        Scenario scenario = TestScripts.one("""
                scenario: s
                users:
                  app: {privileges: [SELECT, INSERT], with: WITH MAX_USER_CONNECTIONS 1}
                sessions:
                  a: {isolation: read-committed, transactions: optimistic, variables: {innodb_lock_wait_timeout: 1}}
                  worker: {count: 3, user: app}
                  known: {user: report, password-variable: REPORT_PASSWORD, connect: later}
                steps:
                  - worker2: SELECT 1
                """);

        SessionPlan a = scenario.sessions().getFirst();
        assertThat(a.isolation()).contains("READ COMMITTED");
        assertThat(a.mode()).contains(SessionPlan.Mode.OPTIMISTIC);
        assertThat(a.variables()).isEqualTo(Map.of("innodb_lock_wait_timeout", Scalar.Numeric.of(1)));
        assertThat(scenario.connections()).containsExactly("a", "worker1", "worker2", "worker3", "known");
        assertThat(scenario.sessions().get(1).user()).contains(new Login.Made("app"));
        assertThat(scenario.sessions().get(2).later()).isTrue();
        assertThat(scenario.sessions().get(2).user())
                .hasValueSatisfying(login -> assertThat(login)
                        .isInstanceOfSatisfying(
                                Login.Known.class,
                                known -> assertThat(known.password().reveal()).isEqualTo("from REPORT_PASSWORD")));
    }

    @Test
    void a_password_never_stands_in_a_script() {
        refuses(
                "scenario: s\nsessions:\n  a: {user: x, password: y}\nsteps: [{a: BEGIN}]\n",
                "s.yaml:3:16: a password does not belong in a script; give password-file or password-variable.");
    }
}
