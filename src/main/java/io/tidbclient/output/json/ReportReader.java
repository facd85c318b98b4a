package io.tidbclient.output.json;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.report.ReportException;
import io.tidbclient.check.report.RunReport;
import io.tidbclient.config.Shard;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;

import java.io.InputStream;
import java.util.List;

/** Reads what {@link ReportJson} wrote. Times come back to the microsecond, since that is what was written. */
public final class ReportReader {
    private ReportReader() {}

    /**
     * Reads one report; closes the stream.
     *
     * @throws ReportException when it is not JSON, or no report, or has a field that cannot be; the message is a clause that
     *     follows the file's name
     */
    public static RunReport read(InputStream in) {
        JsonIn report = JsonIn.read(in);
        String schema = report.optionalText("schema").orElse("");
        if (!schema.equals(ReportJson.SCHEMA)) {
            throw new ReportException(
                    "is not a report of the check; those say \"schema\": \"" + ReportJson.SCHEMA + "\"");
        }
        JsonIn verdict = report.object("verdict");
        List<ConnectionView> connections =
                report.objects("connections").stream().map(ConnectionJson::read).toList();
        if (connections.isEmpty()) {
            throw report.wrong("connections", "is empty");
        }
        return new RunReport(
                report.object("tool").text("version"),
                report.optionalObject("shard").map(ReportReader::shard).orElse(Shard.WHOLE),
                new CheckSnapshot(
                        0,
                        report.instant("startedAt"),
                        report.instant("endedAt"),
                        connections,
                        report.objects("importJobs").stream()
                                .map(JobsReader::server)
                                .toList(),
                        report.optionalText("stopped")),
                verdict(verdict));
    }

    private static RunVerdict verdict(JsonIn json) {
        Outcome outcome = json.parsed(
                "outcome",
                json.text("outcome"),
                label -> Outcome.labelled(label).orElseThrow(IllegalArgumentException::new));
        return json.parsed("sentence", json.text("sentence"), sentence -> new RunVerdict(outcome, sentence));
    }

    private static Shard shard(JsonIn json) {
        return json.parsed("index", json.integer("index") + "/" + json.integer("count"), Shard::parse);
    }
}
