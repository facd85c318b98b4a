package io.tidbclient.cli;

import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The overview that {@code --help} prints: one screen, of which no command needs to be created. */
public final class ShortHelp {
    /** Rows begin with two blanks; what stands behind two more is the second column. */
    private static final String TEXT = """
            Usage: tidb-client [-H HOST[:PORT]] -u USER [OPTIONS]
                   tidb-client COMMAND [OPTIONS]
            Checks TiDB connections, watches imports, tests concurrent sessions.
            Examples:
              tidb-client demo                           a first look; needs no server
              tidb-client -H db:4000 -u app -p           does it connect?
              tidb-client wait -H db -u app -p           until it is ready
              tidb-client imports watch -H db -u app -p  follow the imports
              tidb-client run isolation -H db -u app -p  which anomalies are possible?

            Commands:
              check       Connect and report server, TLS, privileges, imports (the default)
              wait        Wait until the server answers a query; for pipelines
              serve       Monitor servers continuously: status page, metrics, health
              imports     list, watch, show, wait, start, cancel import jobs, and more
              run         Run scenarios: sessions that execute steps in a prescribed order
              scenarios   list, show, new, validate, clean: the scenarios themselves
              verify-isolation  Run random transactions and find isolation anomalies
              history     check, convert: recorded histories of transactions
              report      Print saved reports, merge those of several processes
              demo        Demonstrate the check on a simulated server
              sandbox     Run a simulated TiDB on loopback
              config      show, validate, init: the configuration
              completion  Print a completion script for bash, zsh or fish
              help        Print the help of a command, or of all options
              version     Print version information

            Everyday options:
              -H, --host HOST[:PORT]    server (TIDB_HOST)
              -u, --user NAME           user (TIDB_USER)
              -p, --password            ask for it; else TIDB_PASSWORD or --password-file
              -d, --database NAME       database to verify
              -n, --connections COUNT   number of connections
              -t, --monitor-duration T  time to watch imports: 60, 90s, 2m; 0 disables it
                  --timeout DURATION    give up after this time, with exit code 5
                  --ssl-mode MODE       preferred, required, verify-ca, verify-identity
              -o, --output FORMAT       text, json, ndjson, junit
              -q, --quiet               print only the result
            Exit codes: 0 success, 1 failed, 2 usage, 3 not reached, 4 denied, 5 timed out
            More: tidb-client help COMMAND, help options, --help-all; man tidb-client
            """;

    private static final List<String> NAMES = List.of("-h", "--help", "help");

    private ShortHelp() {}

    /** Whether these arguments ask for it and for nothing else. */
    public static boolean isAskedFor(List<String> arguments) {
        return arguments.size() == 1 && NAMES.contains(arguments.getFirst());
    }

    /**
     * Prints it.
     *
     * @return the exit code
     */
    public static int print() {
        ProcessEnvironment environment = new ProcessEnvironment();
        environment.out().print(text(HelpWidth.of(environment.environment(), Optional.empty())));
        return OutputCheckStrategy.reportIncomplete(environment, List.of(), ExitCode.OK.code());
    }

    /**
     * Its text, which ends with a line break.
     *
     * @param width the number of columns, at least 2
     */
    public static String text(int width) {
        StringBuilder text = new StringBuilder();
        TEXT.lines()
                .flatMap(line -> row(line, width))
                .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static Stream<String> row(String line, int width) {
        if (line.length() <= width) {
            return Stream.of(line);
        }
        int column = line.startsWith("  ") ? secondColumn(line) : 0;
        return Paragraph.lines(Text.of(line.substring(0, column)), line.substring(column), Style.PLAIN, width).stream()
                .map(Text::plain);
    }

    private static int secondColumn(String line) {
        int gap = line.indexOf("  ", line.length() - line.stripLeading().length());
        int column = Math.max(gap, 0);
        while (gap >= 0 && line.charAt(column) == ' ') {
            column++;
        }
        return column;
    }
}
