package io.tidbclient.sandbox;

import io.tidbclient.sandbox.fault.Faults;
import io.tidbclient.sandbox.fault.StatementFault;
import io.tidbclient.sandbox.instance.CloseSignal;
import io.tidbclient.sandbox.sql.StatementPrefix;
import io.tidbclient.sandbox.wire.ErrorReply;
import io.tidbclient.sandbox.wire.PacketChannel;
import io.tidbclient.sandbox.wire.ReplyWriter;
import io.tidbclient.sandbox.wire.ServerReply;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/** Sends the answers of one connection, or what the faults in force make of them. */
final class AnswerSender {
    private final PacketChannel channel;
    private final ReplyWriter writer;
    private final Faults faults;
    private final CloseSignal closeSignal;

    AnswerSender(PacketChannel channel, ReplyWriter writer, Faults faults, CloseSignal closeSignal) {
        this.channel = channel;
        this.writer = writer;
        this.faults = faults;
        this.closeSignal = closeSignal;
    }

    /**
     * Answers a statement.
     *
     * @param answer not asked for when a fault comes before it
     * @throws ConnectionBroken when the connection is to end here
     */
    void send(String sql, Supplier<ServerReply> answer) throws IOException {
        Supplier<ServerReply> serverReply = answer;
        for (StatementFault fault : faults.atStatement(sql)) {
            switch (fault) {
                case StatementFault.SlowAnswer(StatementPrefix prefix, Duration delay) -> pause(delay);
                case StatementFault.Deny(StatementPrefix prefix, ErrorReply error) ->
                    serverReply = () -> new ServerReply.Failed(error);
                case StatementFault.Freeze freeze -> {
                    channel.ignoreInput();
                    throw new ConnectionBroken("frozen");
                }
                case StatementFault.Drop(StatementPrefix prefix, int afterBytes) -> {
                    sendPart(serverReply.get(), afterBytes);
                    throw new ConnectionBroken("dropped");
                }
                case StatementFault.GarbageAnswer(StatementPrefix prefix, int afterBytes, String bytes) -> {
                    sendPart(serverReply.get(), afterBytes);
                    channel.sendRaw(bytes.getBytes(StandardCharsets.ISO_8859_1));
                    throw new ConnectionBroken("garbage");
                }
            }
        }
        writer.write(serverReply.get());
        channel.flush();
    }

    private void pause(Duration delay) throws ConnectionBroken {
        if (closeSignal.await(delay)) {
            throw new ConnectionBroken("closed while it waited");
        }
    }

    private void sendPart(ServerReply serverReply, int bytes) throws IOException {
        writer.write(serverReply);
        byte[] whole = channel.takeUnsent();
        channel.sendRaw(Arrays.copyOf(whole, Math.min(bytes, whole.length)));
    }
}
