package io.tidbclient.testing;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TidbServerTest {
    @Test
    void url_names_host_port_user_and_password() {
        assertThat(TidbServer.at("mysql://app:p%40ss+%2F@[::1]:4001"))
                .isEqualTo(new TidbServer("[::1]", 4001, "app", "p@ss+/"));
    }

    @Test
    void url_without_port_and_password_means_4000_and_none() {
        assertThat(TidbServer.at("mysql://root@db.example")).isEqualTo(new TidbServer("db.example", 4000, "root", ""));
    }

    @Test
    void server_written_as_url_reads_back_as_the_same() {
        TidbServer server = new TidbServer("127.0.0.1", 4000, "a:b", "c d%+@");

        assertThat(TidbServer.at(server.url())).isEqualTo(server);
    }

    @Test
    void url_without_user_is_refused_with_an_example() {
        assertThatThrownBy(() -> TidbServer.at("mysql://127.0.0.1:4000")).hasMessageContaining("mysql://root:secret@");
    }

    @Test
    void password_is_not_printed() {
        assertThat(new TidbServer("127.0.0.1", 4000, "root", "geheim").toString())
                .isEqualTo("root@127.0.0.1:4000");
    }
}
