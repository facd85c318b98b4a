package io.tidbclient.sandbox;

import io.tidbclient.sandbox.answer.ErrorCatalog;
import io.tidbclient.sandbox.answer.StatementAnswers;
import io.tidbclient.sandbox.instance.SandboxSession;
import io.tidbclient.sandbox.wire.Command;
import io.tidbclient.sandbox.wire.PacketChannel;
import io.tidbclient.sandbox.wire.ServerReply;
import io.tidbclient.sql.Identifiers;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the commands of one connection and has them answered, until the client leaves. */
final class CommandLoop {
    private static final String PING = "PING";

    private final PacketChannel channel;
    private final SandboxSession session;
    private final StatementAnswers answers;
    private final AnswerSender sender;
    private final Consumer<SandboxEvent> observer;

    CommandLoop(
            PacketChannel channel,
            SandboxSession session,
            StatementAnswers answers,
            AnswerSender sender,
            Consumer<SandboxEvent> observer) {
        this.channel = channel;
        this.session = session;
        this.answers = answers;
        this.sender = sender;
        this.observer = observer;
    }

    void run() throws IOException {
        Optional<byte[]> payload = channel.readCommand();
        while (payload.isPresent() && handle(Command.parse(payload.get()))) {
            payload = channel.readCommand();
        }
    }

    /** Whether the client stays. */
    private boolean handle(Command command) throws IOException {
        switch (command) {
            case Command.Quit quit -> {
                return false;
            }
            case Command.Query(String sql) -> {
                observer.accept(new SandboxEvent.Asked(session.id(), sql));
                sender.send(sql, () -> answers.answer(sql));
            }
            case Command.UseDatabase(String name) -> {
                String sql = "USE " + Identifiers.enclose(name);
                observer.accept(new SandboxEvent.Asked(session.id(), sql));
                sender.send(
                        sql,
                        () -> answers.use(name)
                                .<ServerReply>map(ServerReply.Failed::new)
                                .orElseGet(() -> new ServerReply.Ok(0)));
            }
            case Command.Ping ping -> sender.send(PING, () -> new ServerReply.Ok(0));
            case Command.Reset reset -> {
                session.reset();
                sender.send(PING, () -> new ServerReply.Ok(0));
            }
            case Command.SetOption option -> sender.send(PING, () -> new ServerReply.Ok(0));
            case Command.Statistics statistics ->
                sender.send(
                        PING,
                        () -> new ServerReply.Line("Uptime: 0  Threads: 0  Questions: 0  a sandbox counts nothing"));
            case Command.Prepare prepare ->
                sender.send(PING, () -> new ServerReply.Failed(ErrorCatalog.noPreparedStatements()));
            case Command.Unanswered nothing -> {}
            case Command.Unknown(int code) ->
                sender.send(PING, () -> new ServerReply.Failed(ErrorCatalog.unknownCommand(code)));
        }
        return true;
    }
}
