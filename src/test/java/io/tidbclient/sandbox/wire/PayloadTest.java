package io.tidbclient.sandbox.wire;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class PayloadTest {
    @Property
    void every_text_is_read_back_as_it_was_written(@ForAll String text) throws Exception {
        // A lone surrogate has no UTF-8 form and becomes a question mark.
        String writable = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        byte[] payload = new PayloadWriter().lengthEncodedText(text).u8(7).toBytes();
        PayloadReader reader = new PayloadReader(payload);

        assertThat(new String(reader.lengthEncodedBytes(), StandardCharsets.UTF_8))
                .isEqualTo(writable);
        assertThat(reader.u8()).isEqualTo(7);
        assertThat(reader.remaining()).isZero();
    }

    @Property
    void any_bytes_make_a_login_request_or_a_malformed_packet(@ForAll byte[] bytes) {
        try {
            assertThat(LoginRequest.parse(bytes).user()).isNotNull();
        } catch (MalformedPacketException e) {
            assertThat(e.reply().code()).isIn(1043, 1835);
        }
    }

    @Property
    void any_bytes_behind_a_valid_header_make_a_login_request_or_a_malformed_packet(@ForAll byte[] bytes) {
        int all = PayloadTest.allCapabilities();
        byte[] payload = new PayloadWriter().u32(all).zeros(28).bytes(bytes).toBytes();
        try {
            assertThat(LoginRequest.parse(payload).user()).isNotNull();
        } catch (MalformedPacketException e) {
            assertThat(e.reply().code()).isEqualTo(1835);
        }
    }

    private static int allCapabilities() {
        int bits = 0;
        for (Capability capability : Capability.values()) {
            bits |= capability.bit();
        }
        return bits;
    }
}
