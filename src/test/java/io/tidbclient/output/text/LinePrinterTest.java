package io.tidbclient.output.text;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LinePrinterTest {
    private static String printed(Charset charset, Text... lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new LinePrinter(new PrintStream(bytes, false, charset), ColorScheme.NONE).lines(List.of(lines));
        return bytes.toString(charset);
    }

    @Test
    void prints_utf_8_as_it_is() {
        assertThat(printed(StandardCharsets.UTF_8, Text.of("a → b…"), Text.of("数据")))
                .isEqualTo("a → b…\n数据\n");
    }

    @Test
    void prints_its_own_signs_in_ascii_at_the_same_width() {
        assertThat(printed(StandardCharsets.US_ASCII, Text.of("██░ 63% → a–b · 2× …")))
                .isEqualTo("##. 63% > a-b - 2x ~\n");
    }

    @Test
    void prints_a_question_mark_for_what_the_charset_lacks() {
        assertThat(printed(StandardCharsets.US_ASCII, Text.of("数 🚀"))).isEqualTo("? ?\n");
    }
}
