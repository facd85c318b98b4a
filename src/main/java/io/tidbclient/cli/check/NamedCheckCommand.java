package io.tidbclient.cli.check;

import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.config.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** The check by its name; without a command's name it is the check, too. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Proves that connections to TiDB work, and watches its import jobs. The default command.",
            "",
            "Connects, asks which server answers and what the user may do there, and follows the active import jobs."
        })
public class NamedCheckCommand implements Callable<Integer>, SettingsCommand {
    private final CheckCommand check;

    @Spec
    CommandSpec spec;

    NamedCheckCommand(CheckCommand check) {
        this.check = check;
    }

    @Override
    public List<Setting<?>> settings() {
        return check.settings();
    }

    @Override
    public Integer call() {
        return check.run(spec);
    }
}
