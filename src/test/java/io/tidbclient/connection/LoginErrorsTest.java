package io.tidbclient.connection;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LoginErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7999 | 28000 | no | false",
                "8000 | 28000 | no | true",
                "8000 | 08004 | no | true",
                "8000 | HY000 | no | false",
                "8999 | HY000 | no | false",
                "9000 | HY000 | no | true",
                "9000 | HY000 | TiKV server timeout | false",
                "9000 | HY000 | PD server timeout | false",
                "9000 | HY000 | RPD server timeout | true",
                "9000 | 28000 | TiKV server timeout | true",
                "9999 | HY000 | no | true",
                "10000 | HY000 | no | false",
                "10000 | 08S01 | no | true"
            })
    void a_code_of_tidbs_is_a_gateways_by_its_state_or_by_words_that_are_not_tidbs(
            int number, String state, String message, boolean ofGateway) {
        assertThat(LoginErrors.isOfGateway(number, state, message)).isEqualTo(ofGateway);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ACCESS_DENIED | HY000 | no | ACCESS_DENIED",
                "SERVER_UNAVAILABLE | 28000 | no | SERVER_UNAVAILABLE",
                "UNCLASSIFIED | 28000 | no | ACCESS_DENIED",
                "STATEMENT_REFUSED | HY000 | Missing user name prefix | ACCESS_DENIED",
                "UNCLASSIFIED | 08S01 | no | CONNECTION_LOST",
                "UNCLASSIFIED | 42000 | no | LOGIN_REFUSED",
                "TRANSACTION_CONFLICT | HY000 | no | SERVER_UNAVAILABLE",
                "ACCESS_DENIED | 28000 | bad PROXY Protocol header | NOT_MYSQL"
            })
    void an_error_at_login_is_never_one_of_a_statement(
            FailureKind known, String state, String message, FailureKind kind) {
        assertThat(LoginErrors.kind(known, state, message)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY Protocol Header is invalid, true",
        "a proxy-protocol header is missing, true",
        "a proxy is missing, false"
    })
    void a_header_of_the_proxy_protocol_is_asked_for_in_two_spellings(String message, boolean expects) {
        assertThat(LoginErrors.expectsProxyHeader(message)).isEqualTo(expects);
    }

    @ParameterizedTest
    @CsvSource({
        "max_connections_per_hour, true",
        "max_questions, true",
        "max_updates, true",
        "max_user_connections, false"
    })
    void limits_are_per_hour_but_that_of_connections_at_once(String limit, boolean hourly) {
        assertThat(LoginErrors.isHourly("User has exceeded the '" + limit + "' resource"))
                .isEqualTo(hourly);
    }
}
