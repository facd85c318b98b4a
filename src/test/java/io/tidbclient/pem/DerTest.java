package io.tidbclient.pem;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DerTest {
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    @Test
    void an_object_identifier_has_its_arcs_in_base_128() {
        assertThat(Der.oid("1.2.840.113549.1.1.1"))
                .containsExactly(0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01);
    }

    @Property
    void what_is_written_of_any_length_reads_back(@ForAll @IntRange(max = 70_000) int length) {
        byte[] content = new byte[length];

        assertThat(Der.childOf(Der.sequence(Der.none(), Der.octets(content)), OCTET_STRING))
                .hasValue(content);
    }

    @Property
    void reading_der_from_any_bytes_ends_in_an_answer_or_an_illegal_argument(@ForAll byte[] der) {
        try {
            assertThat(Der.childOf(der, SEQUENCE)).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("DER");
        }
    }
}
