package io.tidbclient.cli;

import io.tidbclient.config.ConnectionOptions;
import io.tidbclient.config.GivenOption;
import io.tidbclient.config.LoginOptions;
import io.tidbclient.config.OutputOptions;
import io.tidbclient.config.Setting;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class SettingOptionsTest {
    @Command(name = "tool")
    private static final class Root implements SettingsCommand {
        @Override
        public List<Setting<?>> settings() {
            return List.of(ConnectionOptions.HOST, LoginOptions.USER, OutputOptions.QUIET);
        }
    }

    @Command(name = "below")
    private static final class Below implements SettingsCommand {
        @Override
        public List<Setting<?>> settings() {
            return List.of(ConnectionOptions.HOST, LoginOptions.USER);
        }
    }

    @Command(name = "beside")
    private static final class Beside implements SettingsCommand {
        @Override
        public List<Setting<?>> settings() {
            return List.of(LoginOptions.USER);
        }
    }

    @Test
    void an_option_is_read_back_with_the_name_that_was_typed_and_its_text() {
        assertThat(given("-u", "app")).containsExactly(new GivenOption(LoginOptions.USER, "-u", List.of("app")));
        assertThat(given("--user=app")).containsExactly(new GivenOption(LoginOptions.USER, "--user", List.of("app")));
    }

    @Test
    void one_that_may_be_repeated_keeps_every_value() {
        assertThat(given("-H", "a", "--host", "b,c"))
                .containsExactly(new GivenOption(ConnectionOptions.HOST, "-H", List.of("a", "b,c")));
    }

    @Test
    void a_flag_has_no_value() {
        assertThat(given("--quiet")).containsExactly(new GivenOption(OutputOptions.QUIET, "--quiet", List.of()));
    }

    @Test
    void what_stands_before_a_subcommand_counts_unless_it_is_given_again_after_it() {
        assertThat(given("-u", "above", "-H", "a", "below", "-u", "nearer"))
                .containsExactlyInAnyOrder(
                        new GivenOption(ConnectionOptions.HOST, "-H", List.of("a")),
                        new GivenOption(LoginOptions.USER, "-u", List.of("nearer")));
    }

    @Test
    void nothing_given_is_nothing_read() {
        assertThat(given()).isEmpty();
    }

    @Test
    void options_are_made_of_the_commands_that_the_arguments_name() {
        CommandLine root =
                new CommandLine(new Root()).addSubcommand("below", new Below()).addSubcommand("beside", new Beside());

        SettingOptions.install(root, new CommandPrescan(List.of("-u", "app", "below")));

        assertThat(root.getCommandSpec().optionsMap()).containsKey("--user");
        assertThat(options(root, "below")).contains("--user");
        assertThat(options(root, "beside")).doesNotContain("--user");
    }

    @Test
    void a_file_of_arguments_may_name_any_command_and_what_has_its_options_keeps_them() {
        CommandLine root = new CommandLine(new Root()).addSubcommand("below", new Below());

        SettingOptions.install(root, new CommandPrescan(List.of("@arguments")));
        SettingOptions.install(root);

        assertThat(options(root, "below")).contains("--user");
    }

    private static Set<String> options(CommandLine root, String command) {
        return root.getSubcommands().get(command).getCommandSpec().optionsMap().keySet();
    }

    private List<GivenOption> given(String... arguments) {
        CommandLine root = new CommandLine(new Root()).addSubcommand("below", new Below());
        SettingOptions.install(root);
        return SettingOptions.given(
                root.parseArgs(arguments), List.of(ConnectionOptions.HOST, LoginOptions.USER, OutputOptions.QUIET));
    }
}
