package io.tidbclient.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.config.Shard;
import io.tidbclient.output.json.ReportJson;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Text;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/output.md shows is what is printed. */
class DocumentationTest {
    private static final Path PAGE = Path.of("docs/output.md");

    private final Captured streams = new Captured();

    /** The fenced block after the comment {@code <!-- example: name -->}. */
    private static String example(String name) throws IOException {
        Matcher block = Pattern.compile("<!-- example: " + name + " -->\n+```\\w*\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE, StandardCharsets.UTF_8));
        assertThat(block.find()).as("the example %s in %s", name, PAGE).isTrue();
        return block.group(1);
    }

    @Test
    void the_live_view_looks_like_this() throws IOException {
        List<Text> frame = new LiveView(Duration.ofMinutes(1), ZoneOffset.UTC)
                .frame(
                        Runs.run(
                                Duration.ofSeconds(7),
                                List.of(Runs.completed(1), Runs.watching(2), Runs.retrying(3, Runs.REFUSED)),
                                Runs.jobs(Optional.empty())),
                        Runs.START.plusSeconds(7),
                        Optional.empty(),
                        new Screen.Size(100, 30));
        assertThat(example("live"))
                .isEqualTo(String.join("\n", frame.stream().map(Text::plain).toList()) + "\n");
    }

    @Test
    void plain_progress_and_the_summary_look_like_this() throws IOException {
        ExampleRun.play(new PlainRenderer(
                streams.progress(),
                Verbosity.NORMAL,
                ZoneOffset.UTC,
                new SummaryRenderer(
                        streams.results(), Verbosity.NORMAL, () -> Paragraph.UNLIMITED, ExitCode::of, ZoneOffset.UTC)));
        assertThat(example("stderr")).isEqualTo(streams.stderr());
        assertThat(example("stdout")).isEqualTo(streams.stdout());
    }

    @Test
    void events_look_like_this() throws IOException {
        ExampleRun.play(new NdjsonRenderer(streams.out, new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of), false));
        assertThat(streams.stdout()).startsWith(example("ndjson"));
    }

    @Test
    void junit_looks_like_this() throws IOException {
        ExampleRun.play(new JunitRenderer(streams.out));
        assertThat(example("junit")).isEqualTo(streams.stdout());
    }

    @Test
    void the_report_looks_like_this() throws IOException {
        ExampleRun.play(new JsonRenderer(streams.out, new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of)));
        assertThat(example("json")).isEqualTo(streams.stdout());
    }

    @Test
    void every_field_of_the_schema_is_explained() throws IOException {
        Set<String> fields = new TreeSet<>();
        try (InputStream schema = ReportJson.class.getResourceAsStream("/io/tidbclient/output/report.schema.json")) {
            for (JsonNode properties : new ObjectMapper().readTree(schema).findValues("properties")) {
                properties
                        .properties()
                        .forEach(field -> fields.add("| `" + field.getKey() + "` | "
                                + field.getValue().path("description").asText() + " |"));
            }
        }
        fields.removeIf(row -> row.endsWith("|  |"));
        assertThat(Files.readString(PAGE, StandardCharsets.UTF_8).lines()).containsAll(fields);
    }
}
