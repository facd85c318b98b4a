package io.tidbclient.cli.completion;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

class FishCompletionTest {
    @Test
    void each_option_and_command_is_offered_where_it_may_stand() {
        CommandSpec show = CommandSpec.create().name("show");
        show.usageMessage().description("Shows what's set.");
        show.addOption(OptionSpec.builder("--all").description("Everything.").build());
        CommandSpec config = CommandSpec.create().name("config").addSubcommand("show", show);
        config.usageMessage().description("Shows and checks.");
        CommandSpec root = CommandSpec.create().name("tool").addSubcommand("config", config);
        root.addOption(OptionSpec.builder("-H", "--host")
                .arity("1")
                .description("The host.")
                .build());

        assertThat(offers(root)).isEqualTo("""
                complete -c tool -f
                complete -c tool -n 'not __tidb_client_seen config' -s H -l host -x -d 'The host.'
                complete -c tool -n 'not __tidb_client_seen config' -a config -d 'Shows and checks.'
                complete -c tool -n '__tidb_client_seen config; and not __tidb_client_seen show' -a show -d 'Shows what\\'s set.'
                complete -c tool -n '__tidb_client_seen config; and __tidb_client_seen show' -l all -d 'Everything.'
                """);
    }

    @Test
    void hidden_options_are_not_offered() {
        CommandSpec root = CommandSpec.create().name("tool");
        root.addOption(OptionSpec.builder("--secret").hidden(true).build());

        assertThat(offers(root)).isEqualTo("complete -c tool -f\n");
    }

    @Test
    void a_value_that_is_a_path_is_completed_as_one() {
        CommandSpec root = CommandSpec.create().name("tool");
        root.addOption(OptionSpec.builder("--config")
                .arity("1")
                .paramLabel("FILE")
                .description("The file.")
                .build());

        assertThat(offers(root))
                .isEqualTo("complete -c tool -f\ncomplete -c tool -n 'true' -l config -r -F -d 'The file.'\n");
    }

    /** What is offered where; the functions before it run in a real shell: {@code CompletionIT}. */
    private static String offers(CommandSpec root) {
        return FishCompletion.of(root)
                .lines()
                .dropWhile(line -> !line.startsWith("complete "))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
