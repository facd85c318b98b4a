package io.tidbclient.connection;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryCredentialsTest {
    private final TlsContexts contexts = new TlsContexts();
    private final HistoryCredentials credentials = new HistoryCredentials(contexts);

    @AfterEach
    void close() {
        contexts.close();
    }

    @Test
    void there_are_none_before_the_first_settings() {
        assertThat(credentials.getCredentials("history")).isEmpty();
    }

    @Test
    void address_user_and_password_are_those_of_the_settings_with_the_drivers_properties() {
        credentials.use(Connections.to("db1", 4000, Classified.TLS));

        assertThat(credentials.getCredentials("history"))
                .containsEntry("tidbclientUrl", "jdbc:mysql://db1:4000/")
                .containsEntry("user", "root")
                .containsEntry("password", Connections.PASSWORD)
                .containsEntry("connectTimeout", "5000")
                .containsEntry("sslMode", "PREFERRED");
    }

    @Test
    void other_settings_replace_the_first() {
        credentials.use(Connections.to("db1", 4000, Classified.TLS));
        credentials.use(Connections.to("db2", 3306, Classified.TLS));

        assertThat(credentials.getCredentials("history")).containsEntry("tidbclientUrl", "jdbc:mysql://db2:3306/");
    }
}
