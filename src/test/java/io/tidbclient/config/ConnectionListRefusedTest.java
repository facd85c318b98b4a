package io.tidbclient.config;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Connections that the YAML file lists, and commands that do not take them. */
class ConnectionListRefusedTest {
    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void in_a_directory_of_its_own() {
        asked = new Asked(directory);
    }

    @Test
    void a_command_for_one_server_needs_one_beside_the_list() {
        asked.yaml("user: root", "no-password: true", "connections: [{id: a, host: db1}]");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> imports(asked))
                .withMessage(
                        "tidb-client.yaml:3: connections: the list is for the check and for 'wait'; give this command"
                                + " a server with -H.");
        assertThat(imports(asked.variable("TIDB_HOST", "db9")).first().target())
                .isEqualTo(new ServerAddress("db9", 4000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-n"})
    void verify_isolation_needs_a_server_beside_the_list_whatever_its_number_of_sessions(String option) {
        asked.yaml("user: root", "no-password: true", "connections: [{id: a, host: db1}, {id: b, host: db2, user: x}]")
                .variable("TIDB_CONNECTIONS", "7");
        if (!option.isEmpty()) {
            asked.option(option, "4");
        }

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ConnectionPlan.from(verifyIsolation(asked), any -> Secret.EMPTY))
                .withMessage(
                        "tidb-client.yaml:3: connections: the list is for the check and for 'wait'; give this command"
                                + " a server with -H.");
    }

    @Test
    void verify_isolation_takes_the_ordinary_settings_where_they_name_a_server() {
        asked.yaml("user: root", "no-password: true", "connections: [{id: a, host: db1, user: x}]")
                .variable("TIDB_HOST", "db8,db9")
                .variable("TIDB_CONNECTIONS", "7");

        ResolvedSettings settings = verifyIsolation(asked);

        assertThat(ConnectionPlan.from(settings, any -> Secret.EMPTY).connections())
                .extracting(connection -> connection.target().toString(), ConnectionSettings::user)
                .contains(Tuple.tuple("db8:4000", "root"), Tuple.tuple("db9:4000", "root"))
                .hasSize(7);
        assertThat(settings.warnings()).isEmpty();
    }

    private static ConnectionPlan imports(Asked asked) {
        return ConnectionPlan.from(resolved(asked, CommandSettings.IMPORTS_QUERY), any -> Secret.EMPTY);
    }

    private static ResolvedSettings verifyIsolation(Asked asked) {
        return resolved(asked, CommandSettings.VERIFY_ISOLATION);
    }

    private static ResolvedSettings resolved(Asked asked, List<Setting<?>> command) {
        return SettingsResolver.resolve(asked.invocation(command));
    }
}
