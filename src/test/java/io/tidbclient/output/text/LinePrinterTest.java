package io.tidbclient.output.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class LinePrinterTest {
    private static String printed(Signs signs, Text... lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new LinePrinter(new PrintStream(bytes, false, StandardCharsets.UTF_8), ColorScheme.NONE, signs)
                .lines(List.of(lines));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void prints_signs_and_what_a_server_said_as_they_are() {
        assertThat(printed(Signs.UNICODE, Text.of("a → b…"), Text.of("数据"))).isEqualTo("a → b…\n数据\n");
    }

    @Test
    void prints_its_own_signs_in_ascii_at_the_same_width_and_what_a_server_said_as_it_is() {
        assertThat(printed(Signs.ASCII, Text.of("██░ 63% → a–b · 2× … 数据"))).isEqualTo("##. 63% > a-b - 2x ~ 数据\n");
    }

    @ParameterizedTest
    @CsvSource({
        "C.UTF-8,  ,            ,            UNICODE",
        "C,        en_US.UTF-8, en_US.UTF-8, ASCII",
        "'',       en_US.utf8,  C,           UNICODE",
        ",         POSIX,       en_US.UTF-8, ASCII",
        ",         ,            de_DE.UTF-8, UNICODE",
        ",         ,            de_DE,       ASCII",
        ",         ,            ,            ASCII",
    })
    void the_locale_decides_by_the_rules_of_posix(String all, String ctype, String lang, Signs signs) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LC_ALL", all);
        environment.put("LC_CTYPE", ctype);
        environment.put("LANG", lang);
        environment.values().removeIf(Objects::isNull);

        assertThat(Signs.of(environment, false)).isEqualTo(signs);
        assertThat(Signs.of(environment, true)).as("Windows").isEqualTo(Signs.UNICODE);
    }

    @Test
    void every_sign_of_this_tool_has_a_stand_in() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io/tidbclient/output"))) {
            for (Path source : sources.filter(file -> file.toString().endsWith(".java")
                            && !file.endsWith("Signs.java")
                            && !file.endsWith("ReportPage.java")
                            && !file.endsWith("Chart.java"))
                    .toList()) {
                String code = Files.readAllLines(source).stream()
                        .filter(line -> !line.strip().matches("(\\*|//|/\\*).*"))
                        .collect(Collectors.joining());
                assertThat(Signs.ASCII.in(code))
                        .as("%s", source)
                        .matches(StandardCharsets.US_ASCII.newEncoder()::canEncode);
            }
        }
    }
}
