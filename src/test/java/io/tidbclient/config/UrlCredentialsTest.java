package io.tidbclient.config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UrlCredentialsTest {
    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void a_url() {
        asked = new Asked(directory)
                .variable("DATABASE_URL", "mysql://app:geheim@db:4000/shop?ssl-cert=c.pem&ssl-key=k.pem");
    }

    @Test
    void nothing_of_its_login_goes_to_another_host_and_that_is_said() {
        ResolvedSettings settings = asked.option("-H", "other").resolve();

        assertThat(settings.find(LoginOptions.USER)).isEmpty();
        assertThat(settings.find(ConnectionOptions.DATABASE)).isEmpty();
        assertThat(settings.find(LoginOptions.PASSWORD)).isEmpty();
        assertThat(settings.find(TlsOptions.SSL_CERT)).isEmpty();
        assertThat(settings.warnings())
                .containsExactly(
                        "DATABASE_URL: its user, password, database, ssl-cert, ssl-key are not used, since the host"
                                + " is given by -H and a URL's credentials are for its own host alone.");
        assertThat(asked.mistake())
                .isEqualTo(
                        "No user is given (the one in DATABASE_URL is for that URL's host alone); use -u, TIDB_USER, or"
                                + " user in tidb-client.yaml.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"db", "DB:4000", "db,db:4000"})
    void all_of_it_goes_to_its_own_host(String host) {
        ResolvedSettings settings = asked.option("-H", host).resolve();

        assertThat(settings.get(LoginOptions.USER)).isEqualTo("app");
        assertThat(settings.get(ConnectionOptions.DATABASE)).containsExactly("shop");
        assertThat(settings.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"db:4001", "db,other"})
    void another_port_is_another_server(String host) {
        assertThat(asked.option("-H", host).resolve().find(LoginOptions.USER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-H, a b", "-P, x"})
    void none_of_it_goes_to_a_host_that_cannot_be_read(String option, String value) {
        asked.option("-H", "db").option(option, value);
        ResolvedSettings settings = new ConfigValidation(asked.invocation(Settings.ALL), new AllMistakes())
                .settings()
                .orElseThrow();

        assertThat(settings.find(LoginOptions.USER)).isEmpty();
        assertThat(settings.find(LoginOptions.PASSWORD)).isEmpty();
    }

    @Test
    void what_is_given_beside_it_is_used_without_a_warning() {
        ResolvedSettings settings = asked.variable("DATABASE_URL", "mysql://app:geheim@db/shop")
                .option("-H", "other")
                .option("-u", "root")
                .option("-d", "test")
                .option("--no-password")
                .resolve();

        assertThat(settings.get(LoginOptions.USER)).isEqualTo("root");
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void a_url_without_a_host_leads_to_this_machine() {
        asked.variable("DATABASE_URL", "mysql://app:geheim@/shop");

        assertThat(asked.resolve().get(ConnectionOptions.HOST))
                .extracting(HostSpec::host)
                .containsExactly("127.0.0.1");
        assertThat(asked.resolve().get(LoginOptions.USER)).isEqualTo("app");
        assertThat(asked.option("-H", "localhost").resolve().get(LoginOptions.USER))
                .isEqualTo("app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres://app:geheim@h/d", "app:geheim@tcp(h:4000)/d", "sqlserver://h"})
    void an_unusable_one_never_leads_to_the_default_host(String url) {
        asked.variable("DATABASE_URL", url).option("-u", "root").option("--no-password");

        assertThat(asked.mistake())
                .isEqualTo("DATABASE_URL is not a mysql:// or tidb:// URL, and no other host is given; give"
                        + " mysql://user@host:port/database, or a host with -H.");
        assertThat(asked.resolve().rows()).contains(new SettingRow("host", "", "default"));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> asked.resolve().get(ConnectionOptions.HOST));
        assertThat(asked.option("-H", "db").check().plan().size()).isEqualTo(1);
    }

    @Test
    void parameters_of_other_programs_are_warned_of_in_it_and_refused_in_our_own_url() {
        String url = "mysql://app@db/shop?connection_limit=5&ssl-mode=required&pool_timeout=geheim";
        ResolvedSettings settings = asked.variable("DATABASE_URL", url).resolve();

        assertThat(settings.get(TlsOptions.SSL_MODE)).isEqualTo(SslMode.REQUIRED);
        assertThat(settings.warnings())
                .containsExactly(
                        "DATABASE_URL: this tool does not know its parameters 'connection_limit', 'pool_timeout' and"
                                + " ignores them.");
        assertThat(new Asked(directory).variable("TIDB_URL", url).mistake())
                .startsWith("TIDB_URL: its parameter 'connection_limit' is not allowed;");
        assertThat(new Asked(directory).option("--url", url).mistake())
                .startsWith("--url: its parameter 'connection_limit' is not allowed;");
    }

    @Test
    void a_command_that_connects_to_nothing_does_not_read_it() {
        asked.variable("DATABASE_URL", "mysql://u:geheim@h:x/");

        assertThat(SettingsResolver.resolve(
                                asked.invocation(java.util.List.of(OutputOptions.OUTPUT, OutputOptions.QUIET)))
                        .get(OutputOptions.QUIET))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://10.0.0.1:4000", "tcp://[fd00::1]:4000", "udp://10.0.0.1:53"})
    void a_variable_that_kubernetes_sets_for_a_service_is_passed_over(String value) {
        ResolvedSettings settings =
                new Asked(directory).variable("TIDB_PORT", value).resolve();

        assertThat(settings.get(ConnectionOptions.PORT)).isEqualTo(4000);
        assertThat(settings.origin(ConnectionOptions.PORT)).isInstanceOf(Origin.Default.class);
        assertThat(settings.warnings())
                .containsExactly(
                        "TIDB_PORT is the address of a Kubernetes Service, which Kubernetes sets for one of that name,"
                                + " and has no effect; 'enableServiceLinks: false' in the pod's specification keeps it out.");
    }
}
