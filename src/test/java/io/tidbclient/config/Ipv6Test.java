package io.tidbclient.config;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

import static org.assertj.core.api.Assertions.assertThat;

class Ipv6Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "1::",
                "1:2:3:4:5:6:7:8",
                "1::8",
                "::ffff:10.0.0.1",
                "1:2:3:4:5:6:10.0.0.1",
                "::255.0.0.1"
            })
    void these_are_addresses(String text) {
        assertThat(Ipv6.isAddress(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1:2",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "12345::",
                "g::",
                "::1.2.3.256",
                "::01.2.3.4",
                "1.2.3.4::",
                "::1%",
                "1:2:3:4:5:6:7::8",
                "1:2:3:4:5:6:7::8:9"
            })
    void these_are_none(String text) {
        assertThat(Ipv6.isAddress(text)).isFalse();
    }

    @Property(tries = 5000)
    void the_jdk_reads_every_address(@ForAll("almostAddresses") String text) throws UnknownHostException {
        if (Ipv6.isAddress(text)) {
            // In brackets it is taken as a literal: no name server is asked.
            InetAddress address = InetAddress.getByName("[" + text + "]");

            // The JDK hands out an IPv4 address for ::ffff:0:0/96.
            assertThat(address instanceof Inet6Address || text.contains("ffff:"))
                    .isTrue();
        }
    }

    @Property(tries = 5000)
    void what_the_jdk_refuses_is_no_address(@ForAll("almostAddresses") String text) {
        try {
            InetAddress.getByName("[" + text + "]");
        } catch (UnknownHostException e) {
            assertThat(Ipv6.isAddress(text)).isFalse();
        }
    }

    @Provide
    Arbitrary<String> almostAddresses() {
        Arbitrary<String> pieces = Arbitraries.of(":", "::", "0", "1", "ffff", "a1", "10.0.0.1", "12345", "256");
        return pieces.list().ofMinSize(1).ofMaxSize(17).map(list -> String.join("", list));
    }
}
