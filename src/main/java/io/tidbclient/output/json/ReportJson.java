package io.tidbclient.output.json;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.report.RunSeries;
import io.tidbclient.config.Shard;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.State;
import io.tidbclient.output.digest.CertificateWarning;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.digest.Latencies;
import io.tidbclient.output.digest.Server;
import io.tidbclient.time.Durations;

import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Writes the report of a run, as report.schema.json describes it. */
public final class ReportJson {
    /** Which schema a report follows; the number changes when a reader of the old one could be misled. */
    public static final String SCHEMA = "tidb-client/check/2";

    private final String toolVersion;
    private final Shard shard;
    private final VerdictJson verdicts;

    /**
     * @param toolVersion this tool's
     * @param shard which share of a larger check the reports are about
     * @param exitCodes the numbers that the verdict names
     */
    public ReportJson(String toolVersion, Shard shard, ExitCodes exitCodes) {
        this.toolVersion = toolVersion;
        this.shard = shard;
        this.verdicts = new VerdictJson(exitCodes);
    }

    /** Writes the whole document, indented for people. */
    public void write(OutputStream out, CheckSnapshot run, RunVerdict verdict) {
        JsonOut.write(out, true, json -> fields(json, run, verdict));
    }

    /** Writes the same on one line, marked as the event {@code result}. */
    public void writeLine(OutputStream out, CheckSnapshot run, RunVerdict verdict) {
        JsonOut.write(out, false, json -> {
            json.event("result", run.at());
            fields(json, run, verdict);
        });
    }

    /**
     * Writes a connection on a line, marked as the event {@code connection}: with the fields of an element of {@code
     * connections}.
     */
    public void writeConnection(OutputStream out, Instant at, ConnectionView view) {
        JsonOut.write(out, false, json -> {
            json.event("connection", at);
            new ConnectionJson(json, at).connection(view);
        });
    }

    /** Writes the servers of a check as its report has them, as {@code servers}. */
    public static void servers(JsonOut json, CheckSnapshot run) {
        json.objects("servers", Server.of(run), new ConnectionJson(json, run.at())::server);
    }

    /**
     * Writes the report of one run of a repeated check on one line, marked as the event {@code run}.
     *
     * @param number counts the runs from 1
     */
    public void writeRun(OutputStream out, int number, RunResult<CheckSnapshot> result) {
        JsonOut.write(out, false, json -> {
            json.event("run", result.last().at());
            json.number("run", number);
            fields(json, result.last(), result.verdict());
        });
    }

    /**
     * Writes what came of all runs of a repeated check on one line, marked as the event {@code series}.
     *
     * @param at when the check has ended
     * @param skipped runs that were due while another was under way
     */
    public void writeSeries(OutputStream out, Instant at, RunSeries series, int skipped, RunVerdict verdict) {
        JsonOut.write(out, false, json -> {
            json.event("series", at);
            json.text("schema", SCHEMA);
            json.number("runs", series.runs());
            json.number("succeeded", series.succeeded());
            json.number("failed", series.failed());
            json.number("skipped", skipped);
            verdicts.object(json, verdict);
        });
    }

    private void fields(JsonOut json, CheckSnapshot run, RunVerdict verdict) {
        ConnectionJson connections = new ConnectionJson(json, run.at());
        json.text("schema", SCHEMA);
        json.object("tool", () -> {
            json.text("name", "tidb-client");
            json.text("version", toolVersion);
        });
        json.object("shard", Optional.of(shard).filter(share -> share.count() > 1), share -> {
            json.number("index", share.index());
            json.number("count", share.count());
        });
        json.instant("startedAt", run.startedAt());
        json.instant("endedAt", run.at());
        json.millis("durationMs", Durations.between(asWritten(run.startedAt()), asWritten(run.at())));
        verdicts.object(json, verdict);
        json.text("stopped", run.stopping());
        json.objects("warnings", CertificateWarning.of(run), warning -> warning(json, warning));
        json.object(
                "counts",
                () -> connections.counts(
                        run.connections().size(),
                        run.count(State.TerminalState.COMPLETED),
                        run.count(State.TerminalState.FAILED),
                        run.count(State.TerminalState.CANCELLED)));
        json.object("latencies", () -> {
            json.object("connect", () -> latencies(json, Latencies.of(run.connections(), ConnectionView::connectTime)));
            json.object(
                    "firstRoundTrip",
                    () -> latencies(json, Latencies.of(run.connections(), ConnectionView::roundTrip)));
        });
        servers(json, run);
        json.objects("connections", run.connections(), connections::connection);
        json.objects("importJobs", run.jobs(), new JobsJson(json)::server);
    }

    /** So that the difference is that of the two times that a reader sees. */
    private static Instant asWritten(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS);
    }

    private static void latencies(JsonOut json, Latencies latencies) {
        json.number("count", latencies.count());
        json.millis("minMs", latencies.percentile(0));
        json.millis("p50Ms", latencies.percentile(50));
        json.millis("p90Ms", latencies.percentile(90));
        json.millis("p99Ms", latencies.percentile(99));
        json.millis("maxMs", latencies.percentile(100));
    }

    private static void warning(JsonOut json, CertificateWarning warning) {
        json.text("kind", warning.kind().name());
        json.text("target", warning.target().toString());
        json.number("connections", warning.connections());
        json.text("sentence", warning.sentence());
    }
}
