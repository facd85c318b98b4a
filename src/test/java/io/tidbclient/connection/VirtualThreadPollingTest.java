package io.tidbclient.connection;

import io.quarkus.runtime.StartupEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VirtualThreadPollingTest {

    @Test
    void the_jdks_own_mode_stays_outside_of_a_native_binary() {
        new VirtualThreadPolling().onStart(new StartupEvent());

        assertThat(System.getProperty("jdk.pollerMode")).isNull();
    }
}
