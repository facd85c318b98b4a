package io.tidbclient.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CalledCommandsTest {
    @Test
    void a_command_is_called_by_its_name() {
        CalledCommands called = new CalledCommands(List.of("-u", "app", "imports", "list"));

        assertThat(called.mayCall("imports")).isTrue();
        assertThat(called.mayShow("imports")).isTrue();
        assertThat(called.mayCall("run")).isFalse();
        assertThat(called.mayShow("run")).isFalse();
    }

    @Test
    void a_file_of_arguments_may_name_any() {
        CalledCommands called = new CalledCommands(List.of("@arguments"));

        assertThat(called.mayCall("run")).isTrue();
        assertThat(called.mayShow("run")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "-qh", "-hq"})
    void help_lists_those_that_are_not_called(String help) {
        CalledCommands called = new CalledCommands(List.of(help));

        assertThat(called.mayShow("run")).isTrue();
        assertThat(called.mayCall("run")).isFalse();
    }
}
