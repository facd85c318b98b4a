package io.tidbclient.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CommandPrescanTest {
    @Test
    void a_command_is_called_by_its_name() {
        CommandPrescan prescan = new CommandPrescan(List.of("-u", "app", "imports", "list"));

        assertThat(prescan.mayCall("imports")).isTrue();
        assertThat(prescan.mayShow("imports")).isTrue();
        assertThat(prescan.mayCall("run")).isFalse();
        assertThat(prescan.mayShow("run")).isFalse();
    }

    @Test
    void a_file_of_arguments_may_name_any() {
        CommandPrescan prescan = new CommandPrescan(List.of("@arguments"));

        assertThat(prescan.mayCall("run")).isTrue();
        assertThat(prescan.mayShow("run")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "-qh", "-hq"})
    void help_lists_those_that_are_not_called(String help) {
        CommandPrescan prescan = new CommandPrescan(List.of(help));

        assertThat(prescan.mayShow("run")).isTrue();
        assertThat(prescan.mayCall("run")).isFalse();
    }
}
