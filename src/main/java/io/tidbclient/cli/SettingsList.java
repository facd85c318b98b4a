package io.tidbclient.cli;

import io.tidbclient.config.Setting;
import io.tidbclient.config.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import java.util.List;

/** Every setting, laid out as the options of a command are: what {@code help options} prints. */
final class SettingsList implements SettingsCommand {
    private SettingsList() {}

    /** A command to print the help of; it cannot be called. */
    static CommandLine command() {
        // Not inspected, so that nothing of it needs reflection.
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new SettingsList());
        spec.usageMessage()
                .customSynopsis("tidb-client [COMMAND] [OPTIONS]")
                .sortOptions(false)
                .description(
                        "Every setting: its options, and in parentheses its default, its variable and its key in the"
                                + " YAML file. An option takes precedence over a variable, a variable over the file."
                                + " Each command takes those that its own help lists; 'tidb-client config show' prints"
                                + " the values in effect.");
        SettingOptions.addWithKeys(spec, Settings.ALL);
        return CommandLines.layOut(new CommandLine(spec));
    }

    @Override
    public List<Setting<?>> settings() {
        return Settings.ALL;
    }
}
