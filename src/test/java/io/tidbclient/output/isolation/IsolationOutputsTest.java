package io.tidbclient.output.isolation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.engine.Outcome;
import io.tidbclient.history.check.Anomaly;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.isolation.ExpectedModel;
import io.tidbclient.output.text.Text;
import io.tidbclient.testing.Schema;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;

import static org.assertj.core.api.Assertions.assertThat;

class IsolationOutputsTest {
    private static final HistoryReport SKEWED =
            IsolationReports.of(IsolationReports.writeSkew(), ExpectedModel.asked(ConsistencyModel.SERIALIZABLE));

    private static String text(HistoryReport report) {
        return new IsolationText(120)
                .history(report, false).stream().map(Text::plain).collect(Collectors.joining("\n"));
    }

    @Test
    void text_has_the_facts_and_an_explained_example_of_each_anomaly() {
        assertThat(text(SKEWED)).startsWith("""
                history<1>.ndjson  TiDB v8.5.4  repeatable read, optimistic
                  transactions   4: 4 committed, 0 aborted, 0 of unknown outcome
                  operations     8 on 2 keys, 4 committed reads
                  seed           42
                  expected       serializable
                  ruled out      repeatable read, serializable, strict serializable
                  not ruled out  strong snapshot isolation

                ANOMALY  COUNT  NAME        RULES OUT
                G2-item      1  write skew  repeatable read

                G2-item: write skew
                """);
        assertThat(text(SKEWED)).contains("T1 (session 1, 2.000 ms to 5.000 ms, committed)", "T1, T2, T1");
    }

    @Test
    void a_history_without_an_anomaly_says_what_is_not_ruled_out() {
        HistoryReport clean =
                IsolationReports.of(IsolationReports.clean(), ExpectedModel.asked(ConsistencyModel.SERIALIZABLE));

        assertThat(text(clean)).endsWith("  not ruled out  strict serializable").doesNotContain("ANOMALY");
    }

    @Test
    void json_has_every_example_with_its_cycle() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new IsolationJson("1", outcome -> outcome == Outcome.SUCCESS ? 0 : 1)
                .write(out, false, IsolationReports.all(SKEWED));
        String json = out.toString(StandardCharsets.UTF_8);

        assertThat(json)
                .startsWith("{\"schema\":\"tidb-client/isolation/1\",")
                .contains(
                        "\"ruledOut\":[\"repeatable-read\",\"serializable\",\"strict-serializable\"]",
                        "\"strongestNotRuledOut\":[\"strong-snapshot-isolation\"]",
                        "{\"kind\":\"G2-item\",\"name\":\"write skew\",\"count\":1,",
                        "{\"from\":1,\"to\":2,\"kind\":\"rw\",\"key\":1,\"value\":2,",
                        "{\"kind\":\"read\",\"key\":1,\"value\":null,\"list\":[1]}",
                        "\"verdict\":{\"outcome\":\"failed\",\"exitCode\":1,\"sentence\":\"serializable is violated: G2-item (1)\"}")
                .contains("\"run\":null");
    }

    @Test
    void json_follows_the_published_schema() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new IsolationJson("1", outcome -> 1).write(out, true, IsolationReports.all(SKEWED, SKEWED));

        assertThat(Schema.ISOLATION.complaints(new ObjectMapper().readTree(out.toByteArray())))
                .isEmpty();
    }

    @Test
    void junit_has_a_failed_case_for_the_expected_model() {
        assertThat(IsolationJunit.of(IsolationReports.all(SKEWED)).xml())
                .contains(
                        "tests=\"1\" failures=\"1\"",
                        "<testcase classname=\"isolation\" name=\"serializable\"",
                        "serializable is violated: G2-item (1)",
                        "G2-item: write skew");
    }

    @Test
    void page_is_self_contained_and_escapes_what_comes_from_outside() {
        String page = IsolationPage.html(IsolationReports.all(SKEWED), "1");

        assertThat(page)
                .startsWith("<!doctype html>")
                .contains("history&lt;1&gt;.ndjson", "<h3>G2-item: write skew</h3>")
                .doesNotContain("history<1>", "<script", "http://", "https://", "@import", "url(h");
    }

    @Test
    void page_has_the_same_digits_in_every_locale() {
        Locale before = Locale.getDefault();
        String page = IsolationPage.html(IsolationReports.all(SKEWED), "1");
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(IsolationPage.html(IsolationReports.all(SKEWED), "1")).isEqualTo(page);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void picture_of_a_cycle_is_well_formed_with_a_node_for_each_transaction_and_an_arrow_for_each_dependency()
            throws Exception {
        Anomaly anomaly = SKEWED.history().examples().getFirst();
        String svg = CyclePicture.svg(anomaly);

        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));

        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(2);
        assertThat(svg).contains("T1 rw T2, T2 rw T1").containsPattern("class=\"rw\" d=\"M[0-9. ]+ Q");
        assertThat(svg.split("marker-end=", -1)).hasSize(3);
    }

    @Test
    void timeline_has_a_row_for_each_session_and_a_bar_for_each_transaction() throws Exception {
        List<Anomaly> examples = SKEWED.history().examples();
        String svg = TransactionTimeline.svg(examples.getFirst().transactions(), 1_000_000);

        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));

        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(2);
        assertThat(svg)
                .contains("session 1", "session 2", "1.000 ms", "5.000 ms", "append 2 to key 2")
                .contains("read key 1: [1]");
    }
}
