package io.tidbclient.fault;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a relay does to the server's next answer. */
@SuppressWarnings("ArrayRecordComponent") // never compared
sealed interface RelayAction {
    /** How a conversation ends. */
    enum End {
        /** The connection is closed. */
        FIN,
        /** The connection is reset. */
        RST,
        /** The connection stays open, and nothing more comes. */
        SILENT
    }

    /** The first bytes of the answer come, then the end. */
    record Cut(int bytes, End end) implements RelayAction {}

    /** These bytes come in place of the answer, then the end. */
    record Send(byte[] bytes, End end) implements RelayAction {}

    /** A packet of this payload comes in place of the answer, then the end. */
    record Packet(byte[] payload, End end) implements RelayAction {}

    /** A packet of this payload answers in place of the server, which does not get the statement; the session continues. */
    record Refuse(byte[] payload) implements RelayAction {}

    /** The answer comes in pieces of one byte, each after this time. */
    record Trickle(int millis) implements RelayAction {}

    /** A byte of the answer's header is another one. */
    record Alter(int offset, int difference) implements RelayAction {}

    /** The server ends, freezes, or ends and is back after half a second: for all connections. */
    record Outage(Kind kind) implements RelayAction {
        /** What happens to the server. */
        enum Kind {
            KILLED,
            FROZEN,
            RESTARTED
        }
    }

    /** Another session executes these statements first, and stays; ID is the number of the relayed session. */
    record Elsewhere(List<String> statements) implements RelayAction {}

    /** The answer is relayed as it is: only the place is noted. */
    record Note() implements RelayAction {}

    /** What the client sent is kept until what stands after {@code then} has happened, and the client has seen a clock that was set. */
    record Held() implements RelayAction {}

    /** Reads what stands after the place in a scene. After an error at a statement, the session continues. */
    static RelayAction parse(String text, boolean atStatement) {
        Matcher cut =
                Pattern.compile("(?:(\\d+) bytes, then )?(fin|rst|silent)").matcher(text);
        if (cut.matches()) {
            int bytes = cut.group(1) == null ? 0 : Integer.parseInt(cut.group(1));
            return new Cut(bytes, end(cut.group(2)));
        }
        Matcher error = Pattern.compile("error (\\d+) (\\S{5}) (.*)").matcher(text);
        if (error.matches()) {
            byte[] payload = RelayBytes.error(Integer.parseInt(error.group(1)), error.group(2), error.group(3));
            return atStatement ? new Refuse(payload) : new Packet(payload, End.FIN);
        }
        Matcher words = Pattern.compile("(\\w+) ?(.*)").matcher(text);
        if (!words.matches()) {
            throw new IllegalArgumentException("no action: " + text);
        }
        String rest = words.group(2);
        return switch (words.group(1)) {
            case "note" -> new Note();
            case "held" -> new Held();
            case "send" -> new Send(RelayBytes.of(rest), End.FIN);
            case "packet" -> new Packet(RelayBytes.of(rest), End.SILENT);
            case "alert" -> new Send(RelayBytes.alert(Integer.parseInt(rest)), End.FIN);
            case "trickle" -> new Trickle(Integer.parseInt(rest));
            case "sequence" -> new Alter(3, 7);
            case "oversized" -> new Alter(2, 0xff);
            case "killed" -> new Outage(Outage.Kind.KILLED);
            case "frozen" -> new Outage(Outage.Kind.FROZEN);
            case "restarted" -> new Outage(Outage.Kind.RESTARTED);
            case "elsewhere" -> new Elsewhere(List.of(rest.split(", ")));
            default -> throw new IllegalArgumentException("no action: " + text);
        };
    }

    private static End end(String name) {
        return switch (name) {
            case "fin" -> End.FIN;
            case "rst" -> End.RST;
            default -> End.SILENT;
        };
    }
}
