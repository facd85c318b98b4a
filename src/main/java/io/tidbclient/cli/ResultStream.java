package io.tidbclient.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** Where results go; remembers why not all of them got there, which a {@link java.io.PrintStream} keeps to itself. */
final class ResultStream extends OutputStream {
    private final OutputStream out;
    private volatile Optional<IOException> failure = Optional.empty();

    ResultStream(OutputStream out) {
        this.out = out;
    }

    /** Why something is missing. Empty, too, when the reader went away: {@code | head} has what it wanted. */
    Optional<String> lost() {
        return failure.map(IOException::getMessage)
                .filter(why -> !why.toLowerCase(Locale.ROOT).contains("pipe"));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
