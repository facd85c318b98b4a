package io.tidbclient.cli;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LocalHostNameTest {
    @Test
    void what_the_log_manager_takes_in_place_of_a_look_up_is_set() {
        LocalHostName.avoidLookup();

        assertThat(System.getProperty("jboss.host.name")).isEqualTo("localhost");
        assertThat(System.getProperty("jboss.qualified.host.name")).isEqualTo("localhost");
        assertThat(System.getProperty("jboss.node.name")).isEqualTo("localhost");
    }
}
