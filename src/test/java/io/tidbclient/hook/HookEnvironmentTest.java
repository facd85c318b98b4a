package io.tidbclient.hook;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class HookEnvironmentTest {
    @Test
    void a_hook_gets_no_secret_of_this_tool() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH",
                "/bin",
                "TIDB_PASSWORD",
                "secret",
                "TIDB_URL",
                "mysql://u:secret@h/",
                "DATABASE_URL",
                "mysql://u:secret@h/",
                "TIDB_SERVE_HISTORY_URL",
                "mysql://u:secret@h/d",
                "TIDB_SERVE_HISTORY_PASSWORD",
                "secret"));

        HookEnvironment.put(environment, Map.of("TIDB_CLIENT_TARGET", "a\0b"));

        assertThat(environment).containsOnly(Map.entry("PATH", "/bin"), Map.entry("TIDB_CLIENT_TARGET", "a b"));
    }
}
