package io.tidbclient.sandbox;

import io.tidbclient.sandbox.certificate.Identity;
import io.tidbclient.sandbox.instance.TlsState;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Puts TLS, as the server, over connections that are open already; one context for all of them. */
final class TlsUpgrade {
    private static final int LAST_INPUT_MILLIS = 1_000;
    private static final int LAST_INPUT_BYTES = 65_536;

    private final SSLContext context;
    private final X509Certificate certificate;
    private final boolean clientCertificateNeeded;

    private TlsUpgrade(SSLContext context, X509Certificate certificate, boolean clientCertificateNeeded) {
        this.context = context;
        this.certificate = certificate;
        this.clientCertificateNeeded = clientCertificateNeeded;
    }

    /** Empty when there is to be no TLS. */
    static Optional<TlsUpgrade> of(SandboxTls tls) {
        return tls.identity()
                .map(identity -> new TlsUpgrade(
                        context(identity, tls.clientAuthority()),
                        identity.certificate(),
                        tls.clientAuthority().isPresent()));
    }

    /** Shakes hands over the socket, whose timeout holds for that too; the socket stays open. */
    SSLSocket upgrade(Socket plain) throws IOException {
        SSLSocket secured = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), false);
        secured.setUseClientMode(false);
        secured.setNeedClientAuth(clientCertificateNeeded);
        try {
            secured.startHandshake();
        } catch (SSLException e) {
            awaitEnd(plain);
            throw e;
        }
        return secured;
    }

    /**
     * Waits a little for the client to end the connection, after the alert that it was sent. In TLS 1.3 it has sent its login by then,
     * and closing a socket with input unread resets it, so that the client would lose the alert.
     */
    private static void awaitEnd(Socket plain) {
        try {
            plain.shutdownOutput();
            plain.setSoTimeout(LAST_INPUT_MILLIS);
            byte[] unused = plain.getInputStream().readNBytes(LAST_INPUT_BYTES);
        } catch (IOException e) {
            // It is to be closed anyway.
        }
    }

    TlsState state(SSLSession session) {
        return new TlsState(
                session.getProtocol(),
                session.getCipherSuite(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private static SSLContext context(Identity identity, Optional<X509Certificate> clientAuthority) {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(
                    "server", identity.key(), new char[0], identity.chain().toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, new char[0]);
            KeyStore others = KeyStore.getInstance("PKCS12");
            others.load(null, null);
            if (clientAuthority.isPresent()) {
                others.setCertificateEntry("clients", clientAuthority.get());
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(others);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot set up the sandbox's TLS with " + identity, e);
        }
    }
}
