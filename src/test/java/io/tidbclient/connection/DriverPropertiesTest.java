package io.tidbclient.connection;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.SslMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

class DriverPropertiesTest {

    @ParameterizedTest
    @CsvSource({
        "db.example.com, jdbc:mysql://db.example.com:4000/",
        "127.0.0.1,      jdbc:mysql://127.0.0.1:4000/",
        "::1,            jdbc:mysql://[::1]:4000/",
        "fe80::1%eth0,   jdbc:mysql://[fe80::1%25eth0]:4000/",
        "my_host-1,      jdbc:mysql://my_host-1:4000/"
    })
    void the_url_is_the_address_alone(String host, String url) {
        assertThat(DriverProperties.url(new ServerAddress(host, 4000))).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"h/?socketFactory=evil&x=", "a,b", "user@h", "h?x", "h#x", "(host=h)", "a b", "h\n", "h/db"})
    void a_host_cannot_smuggle_in_more_than_a_host(String host) {
        assertThatThrownBy(() -> DriverProperties.url(new ServerAddress(host, 4000)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has a character that no host name has");
    }

    @Test
    void files_and_keys_are_never_handed_to_a_server() {
        assertThat(properties(SslMode.PREFERRED))
                .containsEntry("allowLoadLocalInfile", "false")
                .containsEntry("allowUrlInLocalInfile", "false")
                .containsEntry("allowPublicKeyRetrieval", "false")
                .containsEntry("autoReconnect", "false");
    }

    @Test
    void the_driver_is_given_these_properties_and_no_others() {
        assertThat(properties(SslMode.DISABLED))
                .containsOnly(
                        entry("connectTimeout", "5000"),
                        entry("socketTimeout", "5000"),
                        entry("tcpKeepAlive", "true"),
                        entry("tcpNoDelay", "true"),
                        entry("useReadAheadInput", "false"),
                        entry("autoReconnect", "false"),
                        entry("connectionAttributes", "program_name:tidb-client"),
                        entry("sslMode", "DISABLED"),
                        entry("socketFactory", "io.tidbclient.connection.DriverSocketFactory"),
                        entry("allowLoadLocalInfile", "false"),
                        entry("allowUrlInLocalInfile", "false"),
                        entry("allowPublicKeyRetrieval", "false"),
                        entry("allowMultiQueries", "false"),
                        entry("cacheServerConfiguration", "true"),
                        entry("useLocalSessionState", "true"),
                        entry("elideSetAutoCommits", "true"),
                        entry("characterEncoding", "UTF-8"),
                        entry("characterSetResults", "UTF-8"),
                        entry("trackSessionState", "false"),
                        entry("netTimeoutForStreamingResults", "0"),
                        entry("readOnlyPropagatesToServer", "false"),
                        entry("zeroDateTimeBehavior", "CONVERT_TO_NULL"),
                        entry("forceConnectionTimeZoneToSession", "false"),
                        entry("preserveInstants", "false"),
                        entry("jdbcCompliantTruncation", "false"),
                        entry("useAffectedRows", "true"),
                        entry("enableEscapeProcessing", "false"),
                        entry("processEscapeCodesForPrepStmts", "false"),
                        entry("tinyInt1isBit", "false"),
                        entry("yearIsDateType", "false"));
    }

    @ParameterizedTest
    @EnumSource
    void the_driver_gets_the_mode_so_that_it_never_falls_back_on_its_own(SslMode mode) {
        assertThat(properties(mode))
                .containsEntry("sslMode", mode.name())
                .containsEntry("socketFactory", "io.tidbclient.connection.DriverSocketFactory");
    }

    @Test
    void timeouts_are_never_zero_which_means_no_limit_to_the_driver() {
        try (TlsContexts contexts = new TlsContexts()) {
            Map<String, String> properties = DriverProperties.of(
                    Connections.withReadTimeout(Connections.to(4000), Duration.ofNanos(1)), contexts);

            assertThat(properties).containsEntry("socketTimeout", "1").containsEntry("connectTimeout", "5000");
        }
    }

    @Test
    void no_property_holds_the_password() {
        assertThat(properties(SslMode.REQUIRED).values()).doesNotContain(Connections.PASSWORD);
    }

    private static Map<String, String> properties(SslMode mode) {
        try (TlsContexts contexts = new TlsContexts()) {
            return DriverProperties.of(Connections.to(4000, mode), contexts);
        }
    }
}
