package io.tidbclient.sandbox.wire;

import java.util.List;
import java.util.Optional;

/** Writes replies in the form that the client's capabilities ask for. */
public final class ReplyWriter {
    private static final int OK = 0x00;
    private static final int EOF = 0xfe;
    private static final int AUTOCOMMIT = 2;

    private final PacketChannel channel;
    private final boolean withoutEof;

    /** For a client that logged in with these capabilities. */
    public ReplyWriter(PacketChannel channel, Capabilities client) {
        this.channel = channel;
        this.withoutEof = client.has(Capability.DEPRECATE_EOF);
    }

    /** Appends the reply to what the channel will send. */
    public void write(ServerReply serverReply) {
        switch (serverReply) {
            case ServerReply.Ok(int warnings) -> channel.write(ok(OK, warnings));
            case ServerReply.Line(String text) ->
                channel.write(new PayloadWriter().fixedText(text).toBytes());
            case ServerReply.Failed(ErrorReply error) -> channel.write(error);
            case ServerReply.Rows(List<WireColumn> wireColumns, List<List<Optional<String>>> rows) ->
                writeRows(wireColumns, rows);
        }
    }

    private void writeRows(List<WireColumn> wireColumns, List<List<Optional<String>>> rows) {
        channel.write(new PayloadWriter().lengthEncoded(wireColumns.size()).toBytes());
        wireColumns.forEach(wireColumn -> channel.write(wireColumn.encode()));
        if (!withoutEof) {
            channel.write(eof());
        }
        for (List<Optional<String>> row : rows) {
            PayloadWriter writer = new PayloadWriter();
            row.forEach(writer::value);
            channel.write(writer.toBytes());
        }
        channel.write(withoutEof ? ok(EOF, 0) : eof());
    }

    private static byte[] ok(int header, int warnings) {
        return new PayloadWriter()
                .u8(header)
                .lengthEncoded(0)
                .lengthEncoded(0)
                .u16(AUTOCOMMIT)
                .u16(warnings)
                .toBytes();
    }

    private static byte[] eof() {
        return new PayloadWriter().u8(EOF).u16(0).u16(AUTOCOMMIT).toBytes();
    }
}
