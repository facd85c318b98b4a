package io.tidbclient.cli.isolation;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.OutputFile;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;
import io.tidbclient.engine.Outcome;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.format.EdnWriter;
import io.tidbclient.history.format.HistoryHead;
import io.tidbclient.history.format.NdjsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Converts a history to another format. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = {
            "Converts a recorded history to Jepsen's EDN, which Elle reads, or to this tool's NDJSON; makes no connection.",
            "",
            "Reads the formats that 'history check' reads."
        })
public class HistoryConvertCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    private final HistoryFiles files;
    private final ProcessEnvironment environment;

    @Parameters(index = "0", paramLabel = "FILE", description = "The history; - reads it from standard input.")
    String input;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OUTPUT",
            defaultValue = STANDARD_OUTPUT,
            description = "File to write; an existing one is replaced. Default: standard output.")
    String target;

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            defaultValue = "edn",
            description = "edn or ndjson. Default: ${DEFAULT-VALUE}.")
    String format;

    HistoryConvertCommand(HistoryFiles files, ProcessEnvironment environment) {
        this.files = files;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (!format.equals("edn") && !format.equals("ndjson")) {
            throw new ConfigException("--to: " + Quoted.of(format) + " is not a format; give edn or ndjson.");
        }
        List<Transaction> transactions = new ArrayList<>();
        List<HistoryFiles.ReadHistory> read = files.read(input, recorded -> transactions::add);
        if (read.size() > 1) {
            throw new ConfigException(
                    "%s has the histories of %d scenarios, and one can be converted; run one of them with"
                                    .formatted(HistoryFiles.shown(input), read.size())
                            + " --history.");
        }
        HistoryHead head = read.getFirst().head();
        if (target.equals(STANDARD_OUTPUT)) {
            write(environment.out(), head, transactions);
            return ExitCode.OK.code();
        }
        // Opened after the history was read: it may be the same file.
        Path file = environment.workingDirectory().resolve(target);
        OutputFile out = OutputFile.open("OUTPUT", file);
        write(out.stream(), head, transactions);
        out.close();
        out.complaint().ifPresent(complaint -> environment.err().println("tidb-client: " + complaint));
        return out.complaint().isEmpty() ? ExitCode.OK.code() : ExitCode.of(Outcome.FAILED);
    }

    private void write(PrintStream out, HistoryHead head, List<Transaction> transactions) {
        if (format.equals("edn")) {
            new EdnWriter(out).write(transactions);
            return;
        }
        try (NdjsonWriter writer = new NdjsonWriter(out, head)) {
            transactions.forEach(writer::write);
        }
        out.flush();
    }
}
