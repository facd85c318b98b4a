package io.tidbclient.config;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HostSpecTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, localhost, 4000",
        "db.example.com:3306, db.example.com, 3306",
        "10.0.0.1:4001, 10.0.0.1, 4001",
        "[::1], ::1, 4000",
        "[::1]:4001, ::1, 4001",
        "::1, ::1, 4000",
        "2001:db8::1, 2001:db8::1, 4000",
        "2001:db8:0:0:0:0:0:4000, 2001:db8:0:0:0:0:0:4000, 4000",
        "fe80::1%eth0, fe80::1%eth0, 4000",
        "tidb_server, tidb_server, 4000",
        "bücher.example, bücher.example, 4000"
    })
    void the_forms_are_host_with_and_without_port_and_ipv6(String text, String host, int port) {
        assertThat(HostSpec.parse(text).target(4000)).isEqualTo(new ServerAddress(host, port));
    }

    @Test
    void several_are_separated_by_commas() {
        assertThat(HostSpec.parseList("a, b:4001,[::1]:4002"))
                .containsExactly(
                        new HostSpec("a", OptionalInt.empty()),
                        new HostSpec("b", OptionalInt.of(4001)),
                        new HostSpec("::1", OptionalInt.of(4002)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``         | the host is empty; give host, host:port or [IPv6]:port
            :4000      | the host is empty; give host, host:port or [IPv6]:port
            h:         | 'h:' ends before its port; give host, host:port or [IPv6]:port
            h:x        | the port of 'h': it is not a whole number; give 1 to 65535
            h:0        | the port of 'h:0': '0' is out of range; give 1 to 65535
            h:65536    | the port of 'h:65536': '65536' is out of range; give 1 to 65535
            a:b:c:d    | it has too many colons for host:port and is not an IPv6 address; give host, host:port or [IPv6]:port
            h:4000:    | it has too many colons for host:port and is not an IPv6 address; give host, host:port or [IPv6]:port
            [::1       | '[::1' has no closing bracket; give [IPv6] or [IPv6]:port
            [::1]4000  | '[::1]4000' continues after the bracket; give [IPv6] or [IPv6]:port
            [::1]:     | '[::1]:' ends before its port; give host, host:port or [IPv6]:port
            []         | '' in brackets is not an IPv6 address; give one, [::1]:4000 for example
            [host]     | 'host' in brackets is not an IPv6 address; give one, [::1]:4000 for example
            ::1:4000   | '::1:4000' can be read in two ways; give [::1]:4000 if it ends in a port, else [::1:4000]
            a b        | 'a b' is not a host name; give host, host:port or [IPv6]:port
            -h         | '-h' is not a host name; give host, host:port or [IPv6]:port
            root@h     | a host has no @; give the user with -u, the password with --password-file or TIDB_PASSWORD, and the host alone
            @h         | a host has no @; give the user with -u, the password with --password-file or TIDB_PASSWORD, and the host alone
            mysql://h  | a URL is not a host; give it with --url
            """)
    void anything_else_is_refused_with_a_remedy(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostSpec.parse(text))
                .withMessage(message);
    }

    @Test
    void an_empty_one_among_several_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostSpec.parseList("a,,b"))
                .withMessageStartingWith("the host is empty");
    }

    @Test
    void nothing_of_a_password_with_a_comma_is_quoted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostSpec.parseList("root:123456,x@h"))
                .withMessage("a host has no @; give the user with -u, the password with --password-file or"
                        + " TIDB_PASSWORD, and the host alone");
    }

    @Test
    void a_host_name_has_at_most_253_characters() {
        assertThatIllegalArgumentException().isThrownBy(() -> HostSpec.parse("h".repeat(254)));
        assertThat(HostSpec.parse("h".repeat(253)).host()).hasSize(253);
    }

    @Property
    void a_target_that_is_printed_reads_back(
            @ForAll("hosts") String host, @ForAll @IntRange(min = 1, max = 65_535) int port) {
        ServerAddress target = new ServerAddress(host, port);

        assertThat(HostSpec.parse(target.toString()).target(1)).isEqualTo(target);
        assertThat(HostSpec.parseList(target + "," + target)).hasSize(2);
    }

    @Provide
    Arbitrary<String> hosts() {
        Arbitrary<String> names = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars("._-")
                .ofMaxLength(20)
                .map(rest -> "h" + rest);
        Arbitrary<String> groups = Arbitraries.integers().between(0, 0xffff).map(Integer::toHexString);
        Arbitrary<String> full = groups.list().ofSize(8).map(list -> String.join(":", list));
        Arbitrary<String> gapped =
                groups.list().ofMinSize(1).ofMaxSize(6).map((List<String> list) -> "2001::" + String.join(":", list));
        return Arbitraries.oneOf(names, full, gapped);
    }
}
