package io.tidbclient.sandbox.wire;

/**
 * An error as a server sends it.
 *
 * @param code 1 to 65535
 * @param sqlState five letters or digits
 * @param message one line, at most 4096 characters
 */
public record ErrorReply(int code, String sqlState, String message) {
    private static final int LONGEST_MESSAGE = 4096;

    public ErrorReply {
        if (code < 1 || code > 65_535) {
            throw new IllegalArgumentException("error code " + code + " is not between 1 and 65535");
        }
        if (sqlState.length() != 5 || !sqlState.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))) {
            throw new IllegalArgumentException("SQL state '" + sqlState + "' is not five letters or digits");
        }
        if (message.length() > LONGEST_MESSAGE) {
            message = message.substring(0, LONGEST_MESSAGE);
        }
    }

    byte[] encode() {
        return encode("#" + sqlState);
    }

    /** Before the login the protocol has no place for the state. */
    byte[] encodeWithoutState() {
        return encode("");
    }

    private byte[] encode(String state) {
        return new PayloadWriter()
                .u8(0xff)
                .u16(code)
                .fixedText(state)
                .fixedText(message)
                .toBytes();
    }
}
