package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class JsonLogFormatterTest {
    private final ExtLogRecord record = new ExtLogRecord(
            Level.WARN,
            "closing %s failed",
            ExtLogRecord.FormatStyle.PRINTF,
            getClass().getName());

    @Test
    void a_record_is_one_line_with_its_connection_and_state_as_fields() throws IOException {
        record.setLoggerName("io.tidbclient.engine");
        record.setInstant(Instant.parse("2026-03-04T05:06:07.089Z"));
        record.setParameters(new Object[] {"\"c1\"\n"});
        record.putMdc("state", "Connecting");
        record.putMdc("connection", "c1");

        String line = new JsonLogFormatter().format(record);

        assertThat(line).endsWith("}\n").hasLineCount(1);
        JsonNode object = new ObjectMapper().readTree(line);
        assertThat(List.copyOf(object.properties()))
                .extracting(field -> field.getKey() + "=" + field.getValue().asText())
                .containsExactly(
                        "time=2026-03-04T05:06:07.089Z",
                        "level=WARN",
                        "logger=io.tidbclient.engine",
                        "connection=c1",
                        "state=Connecting",
                        "message=closing \"c1\"\n failed");
    }

    @Test
    void a_stack_trace_is_a_field_of_its_own() throws IOException {
        record.setThrown(new IllegalStateException("stuck door"));

        JsonNode object = new ObjectMapper().readTree(new JsonLogFormatter().format(record));

        assertThat(object.get("stackTrace").asText())
                .startsWith("java.lang.IllegalStateException: stuck door")
                .contains("JsonLogFormatterTest");
    }
}
