package io.tidbclient.connection;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Checks the chain, then the host name, one after the other: the JDK's manager does both in one call and distinguishes
 * them in its message's wording alone, and a user needs to know which of the two to repair.
 */
final class HostTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager chain;

    HostTrust(X509ExtendedTrustManager chain) {
        this.chain = chain;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType, Socket socket)
            throws CertificateException {
        chain.checkServerTrusted(certificates, authType);
        try {
            chain.checkServerTrusted(certificates, authType, socket);
        } catch (CertificateException e) {
            if (namesExactly(certificates[0], socket)) {
                return;
            }
            throw new WrongHostException(Certificates.namesIn(certificates[0]), e);
        }
    }

    /**
     * The JDK accepts no name with an underscore, which names of containers and services have, even where a certificate
     * names it. Only such a name, and no wildcard, is compared here.
     */
    private static boolean namesExactly(X509Certificate certificate, Socket socket) {
        if (!(socket instanceof SSLSocket tls) || tls.getHandshakeSession() == null) {
            return false;
        }
        String host = String.valueOf(tls.getHandshakeSession().getPeerHost());
        return host.contains("_") && Certificates.namesIn(certificate).stream().anyMatch(host::equalsIgnoreCase);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType, SSLEngine engine)
            throws CertificateException {
        chain.checkServerTrusted(certificates, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType) throws CertificateException {
        chain.checkServerTrusted(certificates, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType, Socket socket)
            throws CertificateException {
        chain.checkClientTrusted(certificates, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType, SSLEngine engine)
            throws CertificateException {
        chain.checkClientTrusted(certificates, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType) throws CertificateException {
        chain.checkClientTrusted(certificates, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chain.getAcceptedIssuers();
    }
}
