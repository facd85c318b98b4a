package io.tidbclient.connection;

import io.tidbclient.config.SslMode;
import io.tidbclient.sandbox.certificate.CertificateAuthority;
import io.tidbclient.sandbox.certificate.Identity;
import io.tidbclient.sandbox.certificate.Validity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import static org.assertj.core.api.Assertions.assertThat;

/** What is known of the certificate on a connection whose handshake sends none, since it resumes an earlier session. */
class TlsResumptionTest {
    private static final int TIMEOUT_MS = 10_000;

    private final CertificateAuthority authority =
            new CertificateAuthority("Example CA", Validity.around(Instant.now(), Duration.ofDays(365)));
    private final Identity identity =
            authority.server(Validity.around(Instant.now(), Duration.ofDays(10)), "localhost");
    private final AtomicInteger fullHandshakes = new AtomicInteger();
    private SSLServerSocket server;

    @BeforeEach
    void listen() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server", identity.key(), new char[0], identity.chain().toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_resumed_session_has_the_certificate_of_the_first_and_shares_its_description(String protocol)
            throws Exception {
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, new TrustManager[] {new Counting()}, new SecureRandom());
        NegotiatedTls negotiated = new NegotiatedTls();

        List<TlsInfo> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(connect(client, protocol, negotiated));
        }

        assertThat(fullHandshakes).as("handshakes with a certificate").hasValue(1);
        assertThat(all).allSatisfy(tls -> assertThat(tls).isSameAs(all.getFirst()));
        assertThat(all.getFirst().protocol()).isEqualTo(protocol);
        assertThat(all.getFirst().certificate())
                .hasValueSatisfying(certificate -> assertThat(certificate.notAfter())
                        .isEqualTo(identity.certificate().getNotAfter().toInstant()));
    }

    private TlsInfo connect(SSLContext client, String protocol, NegotiatedTls negotiated) throws IOException {
        try (Socket tcp = new Socket(server.getInetAddress(), server.getLocalPort());
                SSLSocket tls = (SSLSocket)
                        client.getSocketFactory().createSocket(tcp, "localhost", server.getLocalPort(), true)) {
            tls.setSoTimeout(TIMEOUT_MS);
            tls.setEnabledProtocols(new String[] {protocol});
            tls.startHandshake();
            TlsInfo info = negotiated.of(tls, SslMode.REQUIRED);
            // With TLS 1.3 the ticket for the next session comes before the first byte.
            assertThat(tls.getInputStream().read()).isEqualTo('!');
            return info;
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (SSLSocket accepted = (SSLSocket) server.accept()) {
                accepted.setSoTimeout(TIMEOUT_MS);
                accepted.getOutputStream().write('!');
            } catch (IOException e) {
                // A client that failed fails the test; a closed server ends the loop.
            }
        }
    }

    /** Asked about each chain that comes over the network, so not when a session is resumed. */
    private final class Counting extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            fullHandshakes.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {
            fullHandshakes.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            fullHandshakes.incrementAndGet();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
