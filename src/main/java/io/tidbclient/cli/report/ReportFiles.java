package io.tidbclient.cli.report;

import io.tidbclient.check.report.ReportException;
import io.tidbclient.check.report.RunReport;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.output.json.ReportReader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads reports from files; {@code -} is standard input. */
@ApplicationScoped
class ReportFiles {
    private static final String STANDARD_INPUT = "-";

    private final ProcessEnvironment environment;

    ReportFiles(ProcessEnvironment environment) {
        this.environment = environment;
    }

    /** @throws ReportException when it cannot be read or is no report */
    RunReport read(String file) {
        try (InputStream in = open(file)) {
            return ReportReader.read(in);
        } catch (ReportException e) {
            throw new ReportException(
                    file + " " + (e.getMessage().startsWith("/") ? "is not a valid report: " : "") + e.getMessage()
                            + ".",
                    e);
        } catch (NoSuchFileException e) {
            throw new ReportException(file + " does not exist; check the path.", e);
        } catch (IOException e) {
            throw new ReportException(file + " cannot be read; give the file of a report.", e);
        }
    }

    private InputStream open(String file) throws IOException {
        return file.equals(STANDARD_INPUT) ? environment.in() : Files.newInputStream(Path.of(file));
    }
}
