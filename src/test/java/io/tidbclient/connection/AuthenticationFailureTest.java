package io.tidbclient.connection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.SQLException;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class AuthenticationFailureTest {
    private static final String USE_TLS = "Use TLS, with --ssl-mode required or stricter.";
    private static final String OTHER_PLUGIN =
            "Let the user log in by caching_sha2_password or mysql_native_password (ALTER USER … IDENTIFIED WITH …),"
                    + " or use another user.";

    @Test
    void a_public_key_that_is_not_asked_for_needs_tls() {
        assertThat(of("Public Key Retrieval is not allowed"))
                .contains(new AuthenticationFailure(
                        " wants the password encrypted, which is not safe without TLS.", USE_TLS));
    }

    @Test
    void a_password_in_the_clear_needs_tls_and_its_plugin_is_named() {
        assertThat(of("SSL connection required for plugin \"mysql_clear_password\". Check if 'sslMode' is enabled."))
                .contains(new AuthenticationFailure(
                        " wants the password in the clear (mysql_clear_password), which is refused without TLS.",
                        USE_TLS));
        assertThat(of("SSL connection required for plugin of the server"))
                .contains(new AuthenticationFailure(
                        " wants the password in the clear, which is refused without TLS.", USE_TLS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A path to an OpenID Identity Token is missing | OpenID Connect (authentication_openid_connect_client)",
                "OCI configuration file is missing | Oracle Cloud (authentication_oci_client)",
                "FIDO authentication needs a callback | FIDO (authentication_webauthn_client)",
                "Kerberos realm is unknown | Kerberos (authentication_kerberos_client)",
                "SASL mechanism is unknown | LDAP or Kerberos by SASL",
                "Unable to load authentication plugin 'parsec'. | parsec",
                "Unable to load authentication plugin \"parsec\". | parsec",
                "Unable to load authentication plugin | another one"
            })
    void a_method_that_needs_more_than_a_password_is_named(String message, String method) {
        assertThat(of(message))
                .contains(new AuthenticationFailure(
                        " requires an authentication plugin that this tool does not support: " + method + ".",
                        OTHER_PLUGIN));
    }

    @Test
    void a_plugins_name_is_found_in_the_message_of_a_cause() {
        SQLException thrown = new SQLException(
                "authentication plugin failed", new SQLException(null, new SQLException("plugin 'secret_handshake'")));

        assertThat(AuthenticationFailure.of(Causes.of(thrown)).orElseThrow().what())
                .endsWith(": secret_handshake.");
    }

    @Test
    void other_words_are_no_failure_of_a_login() {
        assertThat(of("Communications link failure")).isEmpty();
        assertThat(of("plugin 'parsec'")).isEmpty();
        assertThat(of(null)).isEmpty();
    }

    private static Optional<AuthenticationFailure> of(String message) {
        return AuthenticationFailure.of(Causes.of(new SQLException(message)));
    }
}
