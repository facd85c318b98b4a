package io.tidbclient.sandbox.answer;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LikePatternTest {
    @ParameterizedTest(name = "{0} LIKE {1}: {2}")
    @CsvSource({
        "Ssl_cipher, Ssl_%, true",
        "Ssl_cipher, Ssl%r, true",
        "Sslxcipher, Ssl_cipher, true",
        "Sslxcipher, Ssl\\_cipher, false",
        "Ssl_cipher, Ssl\\_cipher, true",
        "Ssl_cipher, ssl_cipher, false",
        "aXbXc, a%b%c, true",
        "abc, a%d, false",
        "abc, %, true",
        "abc, abcd, false"
    })
    void patterns_match_as_sql_has_it(String text, String pattern, boolean expected) {
        assertThat(LikePattern.exactCase(pattern).matches(text)).isEqualTo(expected);
    }

    @Property
    void a_pattern_agrees_with_a_regular_expression(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 40) String text,
            @ForAll("patterns") String pattern) {
        // The regular expression tries each way to share the text among its stars, so it has few, and the text is
        // short.
        boolean expected = text.matches(pattern.replaceAll("%+", ".*").replace("_", "."));

        assertThat(LikePattern.anyCase(pattern).matches(text)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("abc%_").ofMaxLength(8);
    }
}
