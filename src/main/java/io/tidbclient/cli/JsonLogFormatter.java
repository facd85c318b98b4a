package io.tidbclient.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidbclient.redact.Redactor;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** One JSON object a line: time, level, logger, message, the connection and state it is about, and the stack trace. */
final class JsonLogFormatter extends ExtFormatter {
    private final JsonFactory json = new JsonFactory();

    @Override
    public String format(ExtLogRecord record) {
        StringWriter line = new StringWriter();
        try (JsonGenerator object = json.createGenerator(line)) {
            object.writeStartObject();
            object.writeStringField(
                    "time", Instant.ofEpochMilli(record.getMillis()).toString());
            object.writeStringField("level", record.getLevel().getName());
            object.writeStringField("logger", record.getLoggerName());
            for (Map.Entry<String, String> field : new TreeMap<>(record.getMdcCopy()).entrySet()) {
                object.writeStringField(field.getKey(), field.getValue());
            }
            object.writeStringField("message", Redactor.text(formatMessage(record)));
            if (record.getThrown() != null) {
                StringWriter trace = new StringWriter();
                record.getThrown().printStackTrace(new PrintWriter(trace, true));
                object.writeStringField("stackTrace", Redactor.text(trace.toString()));
            }
            object.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
        return line.append('\n').toString();
    }
}
