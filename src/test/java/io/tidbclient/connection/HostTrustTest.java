package io.tidbclient.connection;

import io.tidbclient.sandbox.certificate.CertificateAuthority;
import io.tidbclient.sandbox.certificate.Identity;
import io.tidbclient.sandbox.certificate.Validity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Host names with an underscore, which the JDK refuses; over real handshakes. */
class HostTrustTest {
    private static final char[] NONE = new char[0];

    private final Validity validity = Validity.around(Instant.now(), Duration.ofDays(1));
    private final CertificateAuthority authority = new CertificateAuthority("a test's CA", validity);

    @ParameterizedTest
    @CsvSource({"my_db, my_db", "my_db, MY_DB", "tidb_1.prod, tidb_1.prod", "db.example, db.example"})
    void a_name_that_the_certificate_has_is_accepted(String host, String named) {
        assertThatCode(() -> handshake(host, named)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"my_db, other_db", "my_db.prod, *.prod", "my_db, my-db", "my_db, my_db.prod"})
    void another_name_and_a_wildcard_are_not(String host, String named) {
        assertThatThrownBy(() -> handshake(host, named))
                .isInstanceOf(SSLException.class)
                .hasRootCauseInstanceOf(Exception.class)
                .satisfies(thrown -> assertThat(Causes.of(thrown).has(WrongHostException.class))
                        .isTrue());
    }

    @Test
    void another_ca_is_not_trusted_for_a_name_with_an_underscore() {
        CertificateAuthority other = new CertificateAuthority("another CA", validity);

        assertThatThrownBy(() -> handshake("my_db", other.server(validity, "my_db")))
                .isInstanceOf(SSLException.class)
                .satisfies(thrown -> assertThat(Causes.of(thrown).has(WrongHostException.class))
                        .isFalse());
    }

    private void handshake(String host, String named) throws Exception {
        handshake(host, authority.server(validity, named));
    }

    private void handshake(String host, Identity identity) throws Exception {
        try (SSLServerSocket server = (SSLServerSocket) serverContext(identity)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> accept(server));
            try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                    SSLSocket socket = (SSLSocket)
                            clientContext().getSocketFactory().createSocket(raw, host, server.getLocalPort(), true)) {
                socket.setSoTimeout(10_000);
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
            }
        }
    }

    private static void accept(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.setSoTimeout(10_000);
            socket.startHandshake();
        } catch (IOException refused) {
            // The client reports why.
        }
    }

    private static SSLContext serverContext(Identity identity) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", identity.key(), NONE, identity.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NONE);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private SSLContext clientContext() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", authority.certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {new HostTrust((X509ExtendedTrustManager) factory.getTrustManagers()[0])},
                null);
        return context;
    }
}
