package io.tidbclient.output.imports;

import io.tidbclient.check.report.ReportException;
import io.tidbclient.fuzz.FuzzInput;
import io.tidbclient.output.json.ReportReader;

import java.io.ByteArrayInputStream;

/** Records of import jobs and reports of checks with any content. */
public final class RecordsFuzz {
    private RecordsFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            RecordedPoll.parse(FuzzInput.text(input));
        } catch (ReportException e) {
            FuzzInput.require(!e.getMessage().isBlank(), "a refusal without a reason");
        }
        try {
            FuzzInput.require(ReportReader.read(new ByteArrayInputStream(input)) != null, "no report");
        } catch (ReportException e) {
            FuzzInput.require(!e.getMessage().isBlank(), "a refusal without a reason");
        }
    }
}
