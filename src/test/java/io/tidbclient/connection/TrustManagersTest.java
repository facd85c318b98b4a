package io.tidbclient.connection;

import org.junit.jupiter.api.Test;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@link HostTrust} leaves to the trust manager that checks the chain; names are in {@link HostTrustTest}. */
class TrustManagersTest {
    private static final X509Certificate[] CHAIN =
            Certificates.read(TestTls.path("server.pem"), "certificate").toArray(X509Certificate[]::new);

    private final List<String> calls = new ArrayList<>();
    private final HostTrust trust = new HostTrust(new ChainTrust());

    /** Trusts every chain, but on a socket: there the name is checked as well. */
    private final class ChainTrust extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            throw new CertificateException("No name matching");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            calls.add("server engine " + authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            calls.add("server " + authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            calls.add("client socket " + authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            calls.add("client engine " + authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            calls.add("client " + authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return CHAIN;
        }
    }

    @Test
    void everything_but_the_name_is_checked_by_the_chains_trust_manager() throws CertificateException {
        trust.checkServerTrusted(CHAIN, "RSA");
        trust.checkServerTrusted(CHAIN, "RSA", (SSLEngine) null);
        trust.checkClientTrusted(CHAIN, "RSA");
        trust.checkClientTrusted(CHAIN, "RSA", (SSLEngine) null);
        trust.checkClientTrusted(CHAIN, "RSA", (Socket) null);

        assertThat(calls)
                .containsExactly(
                        "server RSA", "server engine RSA", "client RSA", "client engine RSA", "client socket RSA");
        assertThat(trust.getAcceptedIssuers()).isSameAs(CHAIN);
    }

    @Test
    void the_chain_is_checked_before_the_name_and_a_socket_without_tls_has_no_name() throws Exception {
        try (Socket plain = new Socket()) {
            assertThatThrownBy(() -> trust.checkServerTrusted(CHAIN, "RSA", plain))
                    .isInstanceOfSatisfying(
                            WrongHostException.class,
                            e -> assertThat(e.names()).containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"))
                    .hasRootCauseMessage("No name matching");
        }
        assertThat(calls).containsExactly("server RSA");
    }
}
