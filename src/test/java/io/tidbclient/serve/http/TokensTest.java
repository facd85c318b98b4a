package io.tidbclient.serve.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TokensTest {
    private final Tokens tokens = new Tokens(List.of("first", "s3:cond"));

    @ParameterizedTest
    @ValueSource(strings = {"Bearer first", "bearer first", "BEARER  s3:cond "})
    void bearer_token_permits(String authorization) {
        assertThat(tokens.permits(authorization)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {":first", "anyone:first", "anyone:s3:cond"})
    void token_as_password_permits(String credentials) {
        assertThat(tokens.permits(basic(credentials))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "first",
                "Bearer",
                "Bearer ",
                "Bearer First",
                "Bearer firs",
                "Bearer first2",
                "Digest first",
                "Basic first",
                "Basic !",
                "Basic"
            })
    void anything_else_does_not(String authorization) {
        assertThat(tokens.permits(authorization)).isFalse();
    }

    @Test
    void token_as_user_name_does_not_permit() {
        assertThat(tokens.permits(basic("first:"))).isFalse();
        assertThat(tokens.permits(basic("first"))).isFalse();
    }

    @Test
    void shows_their_number_alone() {
        assertThat(tokens).hasToString("2 tokens");
    }

    @Test
    void without_a_token_nothing_could_be_permitted() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tokens(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tokens(List.of("a", " ")));
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
