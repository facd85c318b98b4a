package io.tidbclient.sandbox;

import io.tidbclient.sandbox.answer.ErrorCatalog;
import io.tidbclient.sandbox.answer.StatementAnswers;
import io.tidbclient.sandbox.instance.CloseSignal;
import io.tidbclient.sandbox.instance.Instance;
import io.tidbclient.sandbox.instance.SandboxSession;
import io.tidbclient.sandbox.instance.SandboxUser;
import io.tidbclient.sandbox.instance.TlsState;
import io.tidbclient.sandbox.wire.Capabilities;
import io.tidbclient.sandbox.wire.ErrorReply;
import io.tidbclient.sandbox.wire.Greeting;
import io.tidbclient.sandbox.wire.LoginRequest;
import io.tidbclient.sandbox.wire.NativePassword;
import io.tidbclient.sandbox.wire.PacketChannel;
import io.tidbclient.sandbox.wire.PasswordProof;
import io.tidbclient.sandbox.wire.Salt;

import java.io.IOException;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** The talk from the greeting to the login's success, TLS included. */
final class LoginDialog {
    private final SecureRandom random = new SecureRandom();
    private final Instance instance;
    private final TlsMode tlsMode;
    private final Optional<TlsUpgrade> tls;

    LoginDialog(Instance instance, TlsMode tlsMode, Optional<TlsUpgrade> tls) {
        this.instance = instance;
        this.tlsMode = tlsMode;
        this.tls = tls;
    }

    /**
     * What came of it.
     *
     * @param session the new one
     * @param client the client's capabilities
     */
    record LoginResult(SandboxSession session, Capabilities client) {}

    /** Somebody who wants in, and how far they have come. */
    record Handshake(long id, Socket socket, PacketChannel channel, CloseSignal closeSignal) {
        String host() {
            return socket.getInetAddress().getHostAddress();
        }
    }

    /**
     * Performs a login.
     *
     * @param denial why every login is refused, if so; sent after the client's login request
     */
    LoginResult run(Handshake handshake, Optional<ErrorReply> denial) throws IOException, LoginRefused {
        Salt salt = Salt.random(random);
        Greeting greeting =
                new Greeting(handshake.id(), instance.version(), salt, Capabilities.offered(tls.isPresent()));
        greeting.writeTo(handshake.channel());
        handshake.channel().flush();

        LoginRequest request = LoginRequest.parse(handshake.channel().read());
        Optional<TlsState> secured = Optional.empty();
        if (request.tlsAsked()) {
            secured = Optional.of(secure(handshake));
            request = LoginRequest.parse(handshake.channel().read());
        }
        if (secured.isEmpty() && tlsMode == TlsMode.REQUIRED) {
            throw new LoginRefused(ErrorCatalog.tlsRequired());
        }
        PasswordProof proof = proof(handshake.channel(), greeting, request);
        if (denial.isPresent()) {
            throw new LoginRefused(denial.get());
        }
        SandboxSession session = new SandboxSession(
                handshake.id(),
                authenticate(request.user(), proof, salt, handshake.host()),
                handshake.host() + ":" + handshake.socket().getPort(),
                secured,
                handshake.closeSignal());
        if (request.database().isPresent()) {
            Optional<ErrorReply> refused = new StatementAnswers(instance, session)
                    .use(request.database().get());
            if (refused.isPresent()) {
                throw new LoginRefused(refused.get());
            }
        }
        return new LoginResult(session, request.capabilities());
    }

    private TlsState secure(Handshake handshake) throws IOException {
        TlsUpgrade upgrade = tls.orElseThrow(() -> new ConnectionBroken("the client asks for TLS that is not offered"));
        SSLSocket socket = upgrade.upgrade(handshake.socket());
        handshake.channel().switchTo(socket.getInputStream(), socket.getOutputStream());
        return upgrade.state(socket.getSession());
    }

    private static PasswordProof proof(PacketChannel channel, Greeting greeting, LoginRequest request)
            throws IOException {
        boolean asOffered = request.plugin().orElse(NativePassword.PLUGIN).equals(NativePassword.PLUGIN);
        if (asOffered) {
            return request.password();
        }
        greeting.writeAuthSwitchTo(channel);
        channel.flush();
        return new PasswordProof(channel.read());
    }

    private SandboxUser authenticate(String name, PasswordProof proof, Salt salt, String host) throws LoginRefused {
        return instance.user(name)
                .filter(user -> proof.proves(user.password(), salt))
                .orElseThrow(() -> new LoginRefused(ErrorCatalog.loginDenied(name, host, !proof.isEmpty())));
    }
}
