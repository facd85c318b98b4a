package io.tidbclient.sandbox.wire;

import org.junit.jupiter.api.Test;

import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LoginRequestTest {
    private static final Salt SALT = new Salt("abcdefghijklmnopqrst");

    @Test
    void a_full_login_is_taken_apart() throws Exception {
        int flags = Capability.PROTOCOL_41.bit()
                | Capability.SECURE_CONNECTION.bit()
                | Capability.CONNECT_WITH_DB.bit()
                | Capability.PLUGIN_AUTH.bit();
        byte[] proof = NativePassword.scramble("pw", SALT);
        LoginRequest request = LoginRequest.parse(new PayloadWriter()
                .u32(flags)
                .zeros(28)
                .zeroEndedText("app")
                .u8(proof.length)
                .bytes(proof)
                .zeroEndedText("shop")
                .zeroEndedText("mysql_native_password")
                .toBytes());

        assertThat(request.user()).isEqualTo("app");
        assertThat(request.database()).contains("shop");
        assertThat(request.plugin()).contains("mysql_native_password");
        assertThat(request.tlsAsked()).isFalse();
        assertThat(request.password().proves("pw", SALT)).isTrue();
        assertThat(request.password().proves("other", SALT)).isFalse();
        assertThat(request.password().proves("", SALT)).isFalse();
        assertThat(request.toString()).contains("***");
    }

    @Test
    void a_request_for_tls_is_a_login_cut_short() throws Exception {
        int flags = Capability.PROTOCOL_41.bit() | Capability.SSL.bit();

        assertThat(LoginRequest.parse(new PayloadWriter().u32(flags).zeros(28).toBytes())
                        .tlsAsked())
                .isTrue();
    }

    @Test
    void a_login_of_before_mysql_4_1_is_refused() {
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(
                        () -> LoginRequest.parse(new PayloadWriter().zeros(40).toBytes()))
                .satisfies(e -> assertThat(e.reply().code()).isEqualTo(1043));
    }

    @Test
    void the_native_password_is_scrambled_as_other_implementations_do() {
        // Computed with Python's hashlib: sha1(p) ^ sha1(salt + sha1(sha1(p))).
        assertThat(NativePassword.scramble("secret", SALT))
                .asHexString()
                .isEqualTo("8817C50FA779DAEF010EE7577825B0847DF9842E");
        assertThat(NativePassword.scramble("", SALT)).isEmpty();
    }

    @Test
    void a_salt_is_printable_and_another_each_time() {
        Random random = new Random(42);

        assertThat(Salt.random(random).text()).hasSize(20).matches("[!-~]{20}");
        assertThat(Salt.random(random)).isNotEqualTo(Salt.random(random));
    }
}
