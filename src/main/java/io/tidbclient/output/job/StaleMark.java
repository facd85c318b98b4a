package io.tidbclient.output.job;

import io.tidbclient.check.ServerJobs;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Instant;
import java.util.List;

/** Marks what is known of a server's jobs while the server is not reached. */
public final class StaleMark {
    private StaleMark() {}

    /** {@code as of 0:35 ago}; nothing while the last poll succeeded. */
    public static Text of(ServerJobs server, Instant now) {
        return server.staleFor(now)
                .map(age -> Text.of("as of " + Units.clock(age) + " ago", Style.WARN))
                .orElse(Text.EMPTY);
    }

    /** The same behind a gap, to end a line with. */
    public static Text behind(ServerJobs server, Instant now) {
        Text mark = of(server, now);
        return mark.isBlank() ? mark : Text.of("  ").plus(mark);
    }

    /** These lines about the server's jobs, faint while it is not reached. */
    public static List<Text> on(List<Text> lines, ServerJobs server) {
        return server.reached()
                ? lines
                : lines.stream().map(line -> line.in(Style.FAINT)).toList();
    }
}
