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

    @Test
    void the_whole_help_lists_those_that_are_not_called() {
        CommandPrescan prescan = new CommandPrescan(List.of("--help-all"));

        assertThat(prescan.mayShow("run")).isTrue();
        assertThat(prescan.mayCall("run")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void the_overview_needs_none(String help) {
        assertThat(new CommandPrescan(List.of(help)).mayShow("run")).isFalse();
    }
}
