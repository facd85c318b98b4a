package io.tidbclient.sandbox;

import io.tidbclient.sandbox.answer.ErrorCatalog;
import io.tidbclient.sandbox.answer.StatementAnswers;
import io.tidbclient.sandbox.fault.ConnectionFault;
import io.tidbclient.sandbox.fault.Faults;
import io.tidbclient.sandbox.instance.ClientProcess;
import io.tidbclient.sandbox.instance.CloseSignal;
import io.tidbclient.sandbox.instance.Instance;
import io.tidbclient.sandbox.instance.SandboxSession;
import io.tidbclient.sandbox.wire.ErrorReply;
import io.tidbclient.sandbox.wire.MalformedPacketException;
import io.tidbclient.sandbox.wire.PacketChannel;
import io.tidbclient.sandbox.wire.ReplyWriter;
import io.tidbclient.sandbox.wire.ServerReply;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One client, from its acceptance to its end, on a thread of its own. */
final class ClientConnection {
    /** For each read of a login. */
    private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(10);
    /** A client that is silent for this long has gone. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);

    private final long id;
    private final Socket socket;
    private final Instance instance;
    private final Faults faults;
    private final LoginDialog login;
    private final Consumer<SandboxEvent> observer;
    private final CloseSignal closeSignal = new CloseSignal();
    private volatile Optional<SandboxSession> session = Optional.empty();

    ClientConnection(
            long id,
            Socket socket,
            Instance instance,
            Faults faults,
            LoginDialog login,
            Consumer<SandboxEvent> observer) {
        this.id = id;
        this.socket = socket;
        this.instance = instance;
        this.faults = faults;
        this.login = login;
        this.observer = observer;
    }

    long id() {
        return id;
    }

    /** Empty before the login. */
    Optional<ClientProcess> process() {
        return session.map(SandboxSession::process);
    }

    /** Ends it at once, from any thread. The bare socket is closed: a TLS farewell could wait for the client. */
    void close() {
        closeSignal.signal();
        try {
            socket.close();
        } catch (IOException e) {
            // It was to be closed, and is no longer in use.
        }
    }

    /**
     * Serves the client to the end.
     *
     * @param others how many connections there were before this one
     */
    void serve(int others) {
        observer.accept(
                new SandboxEvent.Opened(id, socket.getRemoteSocketAddress().toString()));
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) LOGIN_TIMEOUT.toMillis());
            PacketChannel channel =
                    new PacketChannel(socket.getInputStream(), socket.getOutputStream(), Instance.MAX_ALLOWED_PACKET);
            serve(channel, faults.atConnection(others));
        } catch (IOException e) {
            // The client went, or was too slow, or a fault struck: in each case this is the end.
        } finally {
            close();
            observer.accept(new SandboxEvent.Closed(id));
        }
    }

    private void serve(PacketChannel channel, List<ConnectionFault> struck) throws IOException {
        try {
            Optional<ErrorReply> denial = beforeGreeting(channel, struck);
            LoginDialog.LoginResult outcome =
                    login.run(new LoginDialog.Handshake(id, socket, channel, closeSignal), denial);
            session = Optional.of(outcome.session());
            observer.accept(new SandboxEvent.LoggedIn(
                    id, outcome.session().user().name(), outcome.session().tls().isPresent()));
            ReplyWriter writer = new ReplyWriter(channel, outcome.client());
            writer.write(new ServerReply.Ok(0));
            channel.flush();
            socket.setSoTimeout((int) IDLE_TIMEOUT.toMillis());
            AnswerSender sender = new AnswerSender(channel, writer, faults, closeSignal);
            new CommandLoop(
                            channel,
                            outcome.session(),
                            new StatementAnswers(instance, outcome.session()),
                            sender,
                            observer)
                    .run();
        } catch (LoginRefused e) {
            observer.accept(new SandboxEvent.Refused(id, e.error().code()));
            farewell(channel, e.error());
        } catch (MalformedPacketException e) {
            farewell(channel, e.reply());
        }
    }

    /** Why the login will be refused, if it will be. */
    private Optional<ErrorReply> beforeGreeting(PacketChannel channel, List<ConnectionFault> struck)
            throws IOException {
        Optional<ErrorReply> denial = Optional.empty();
        for (ConnectionFault fault : struck) {
            switch (fault) {
                case ConnectionFault.SlowGreeting(Duration delay) -> {
                    if (closeSignal.await(delay)) {
                        throw new ConnectionBroken("closed before its greeting");
                    }
                }
                case ConnectionFault.CloseAtOnce close -> throw new ConnectionBroken("refused");
                case ConnectionFault.NoGreeting none -> {
                    socket.setSoTimeout((int) IDLE_TIMEOUT.toMillis());
                    channel.ignoreInput();
                    throw new ConnectionBroken("never greeted");
                }
                case ConnectionFault.GarbageGreeting(String bytes) -> {
                    channel.sendRaw(bytes.getBytes(StandardCharsets.ISO_8859_1));
                    throw new ConnectionBroken("greeted with garbage");
                }
                case ConnectionFault.TooManyConnections cap -> {
                    ErrorReply error = ErrorCatalog.tooManyConnections();
                    observer.accept(new SandboxEvent.Refused(id, error.code()));
                    channel.writeInPlaceOfGreeting(error);
                    channel.flush();
                    throw new ConnectionBroken("too many");
                }
                case ConnectionFault.DenyLogin(ErrorReply error) -> denial = Optional.of(error);
            }
        }
        return denial;
    }

    /**
     * Sends the client the reason for closing, and listens a little longer: closing a socket with input unread resets
     * it, and the client would lose what was said last.
     */
    private void farewell(PacketChannel channel, ErrorReply error) throws IOException {
        channel.takeUnsent();
        channel.write(error);
        channel.flush();
        socket.shutdownOutput();
        socket.setSoTimeout((int) Duration.ofSeconds(1).toMillis());
        channel.ignoreInput();
    }
}
